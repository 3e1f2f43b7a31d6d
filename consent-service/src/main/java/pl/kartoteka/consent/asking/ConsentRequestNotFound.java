package pl.kartoteka.consent.asking;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class ConsentRequestNotFound extends DomainProblem {
    ConsentRequestNotFound(UUID id) {
        super(Kind.NOT_FOUND, "consent-request-not-found");
        arg("id", id);
    }
}
