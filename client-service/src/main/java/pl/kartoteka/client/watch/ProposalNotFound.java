package pl.kartoteka.client.watch;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class ProposalNotFound extends DomainProblem {
    ProposalNotFound(UUID id) {
        super(Kind.NOT_FOUND, "proposed-change-not-found");
        arg("id", id);
    }
}
