package pl.kartoteka.messaging.gate;

import java.time.Duration;

import pl.kartoteka.problem.DomainProblem;

class ConsentDecisionsUnavailable extends DomainProblem {
    ConsentDecisionsUnavailable() {
        super(Kind.UNAVAILABLE, "consent-decisions-unavailable");
        retryAfter(Duration.ofSeconds(10));
    }
}
