package pl.kartoteka.gateway.limit;

import pl.kartoteka.problem.DomainProblem;

/** More than the door lets through. */
final class BodyTooLarge extends DomainProblem {
    BodyTooLarge() {
        super(Kind.TOO_LARGE, "body-too-large");
    }
}
