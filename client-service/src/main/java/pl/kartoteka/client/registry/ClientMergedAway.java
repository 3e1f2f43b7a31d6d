package pl.kartoteka.client.registry;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

/** The client turned out to be another one, and is changed no more. */
class ClientMergedAway extends DomainProblem {
    ClientMergedAway(UUID id, UUID mergedInto) {
        super(Kind.CONFLICT, "client-merged");
        arg("mergedInto", mergedInto);
        with("id", id);
        with("mergedInto", mergedInto);
    }
}
