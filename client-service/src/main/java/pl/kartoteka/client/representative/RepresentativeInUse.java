package pl.kartoteka.client.representative;

import pl.kartoteka.problem.DomainProblem;

class RepresentativeInUse extends DomainProblem {
    RepresentativeInUse(long clients) {
        super(Kind.CONFLICT, "representative-in-use");
        arg("clients", clients);
        with("clients", clients);
    }
}
