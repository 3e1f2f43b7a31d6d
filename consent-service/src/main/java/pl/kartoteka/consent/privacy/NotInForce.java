package pl.kartoteka.consent.privacy;

import pl.kartoteka.problem.DomainProblem;

/** There is no restriction in force that could be lifted. */
final class NotInForce extends DomainProblem {
    NotInForce() {
        super(Kind.CONFLICT, "restriction-not-in-force");
    }
}
