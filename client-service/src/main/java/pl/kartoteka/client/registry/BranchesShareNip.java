package pl.kartoteka.client.registry;

import pl.kartoteka.problem.DomainProblem;

class BranchesShareNip extends DomainProblem {
    BranchesShareNip(long branches) {
        super(Kind.CONFLICT, "branches-share-nip");
        arg("branches", branches);
        with("branches", branches);
    }
}
