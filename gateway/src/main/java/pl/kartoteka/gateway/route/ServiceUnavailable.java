package pl.kartoteka.gateway.route;

import java.time.Duration;

import pl.kartoteka.problem.DomainProblem;

/** A service cannot be reached, or was away so often that it is given a pause. */
public final class ServiceUnavailable extends DomainProblem {
    ServiceUnavailable(String service, Duration retryAfter) {
        super(Kind.UNAVAILABLE, "service-unavailable");
        arg("service", service).with("service", service).retryAfter(retryAfter);
    }
}
