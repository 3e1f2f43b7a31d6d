package pl.kartoteka.consent.suppression;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class SuppressionNotFound extends DomainProblem {
    SuppressionNotFound(UUID id) {
        super(Kind.NOT_FOUND, "suppression-not-found");
        arg("id", id);
    }
}
