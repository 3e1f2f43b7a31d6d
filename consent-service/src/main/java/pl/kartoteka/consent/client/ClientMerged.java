package pl.kartoteka.consent.client;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

/** Nothing is recorded of a duplicate any more: another client stands for it. */
class ClientMerged extends DomainProblem {
    ClientMerged(UUID clientId, UUID mergedInto) {
        super(Kind.CONFLICT, "client-merged");
        arg("mergedInto", mergedInto);
        with("clientId", clientId);
        with("mergedInto", mergedInto);
    }
}
