package pl.kartoteka.client.registry;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

import static java.util.Objects.requireNonNull;

/** The client turned out to be another one, and is changed no more. */
class ClientMergedAway extends DomainProblem {
    /** Of a client that was. */
    static ClientMergedAway of(Client client) {
        return new ClientMergedAway(client.id(), requireNonNull(client.mergedInto()));
    }

    ClientMergedAway(UUID id, UUID mergedInto) {
        super(Kind.CONFLICT, "client-merged");
        arg("mergedInto", mergedInto);
        with("id", id);
        with("mergedInto", mergedInto);
    }
}
