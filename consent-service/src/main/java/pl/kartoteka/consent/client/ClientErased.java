package pl.kartoteka.consent.client;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

/** Nothing may be recorded of a person whose data were erased. */
public class ClientErased extends DomainProblem {
    public ClientErased(UUID clientId) {
        super(Kind.CONFLICT, "client-erased");
        with("clientId", clientId);
    }
}
