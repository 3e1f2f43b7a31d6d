package pl.kartoteka.gateway.limit;

import java.time.Duration;

import pl.kartoteka.problem.DomainProblem;

/** The caller asks for more than one caller may. */
final class TooManyRequests extends DomainProblem {
    TooManyRequests(Duration retryAfter) {
        super(Kind.TOO_MANY, "too-many-requests");
        retryAfter(retryAfter);
    }
}
