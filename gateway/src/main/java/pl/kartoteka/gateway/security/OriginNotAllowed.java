package pl.kartoteka.gateway.security;

import pl.kartoteka.problem.DomainProblem;

/** A page from elsewhere asks, or asks for more than pages from elsewhere may. */
final class OriginNotAllowed extends DomainProblem {
    OriginNotAllowed() {
        super(Kind.FORBIDDEN, "origin-not-allowed");
    }
}
