package pl.kartoteka.messaging.template;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class RecipientNotFound extends DomainProblem {
    RecipientNotFound(UUID clientId) {
        super(Kind.NOT_FOUND, "client-not-found");
        with("clientId", clientId);
    }
}
