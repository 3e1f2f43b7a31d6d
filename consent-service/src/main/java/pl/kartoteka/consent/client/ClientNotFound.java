package pl.kartoteka.consent.client;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

/** No such client has been announced to this service. */
public class ClientNotFound extends DomainProblem {
    public ClientNotFound(UUID clientId) {
        super(Kind.NOT_FOUND, "client-not-found");
        arg("clientId", clientId);
        with("clientId", clientId);
    }
}
