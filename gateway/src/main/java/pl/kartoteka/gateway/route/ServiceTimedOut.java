package pl.kartoteka.gateway.route;

import java.time.Duration;

import pl.kartoteka.problem.DomainProblem;

/** A service did not begin to answer in time. What was asked may still happen. */
public final class ServiceTimedOut extends DomainProblem {
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    ServiceTimedOut(String service) {
        super(Kind.TIMED_OUT, "service-timed-out");
        arg("service", service).with("service", service).retryAfter(SHORTLY);
    }
}
