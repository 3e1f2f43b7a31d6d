package pl.kartoteka.client.history;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class UnknownClient extends DomainProblem {
    UnknownClient(UUID id) {
        super(Kind.NOT_FOUND, "client-not-found");
        arg("id", id);
    }
}
