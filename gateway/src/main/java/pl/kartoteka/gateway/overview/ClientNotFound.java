package pl.kartoteka.gateway.overview;

import pl.kartoteka.problem.DomainProblem;

/** There is no such client. */
final class ClientNotFound extends DomainProblem {
    ClientNotFound() {
        super(Kind.NOT_FOUND, "client-not-found");
    }
}
