package pl.kartoteka.client.history;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

public class ClientNotFound extends DomainProblem {
    public ClientNotFound(UUID id) {
        super(Kind.NOT_FOUND, "client-not-found");
        arg("id", id);
    }
}
