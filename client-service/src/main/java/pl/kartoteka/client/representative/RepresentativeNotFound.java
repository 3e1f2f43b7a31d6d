package pl.kartoteka.client.representative;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class RepresentativeNotFound extends DomainProblem {
    RepresentativeNotFound(UUID id) {
        super(Kind.NOT_FOUND, "representative-not-found");
        arg("id", id);
    }
}
