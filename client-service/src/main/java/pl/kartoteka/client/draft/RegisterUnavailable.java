package pl.kartoteka.client.draft;

import java.time.Duration;

import pl.kartoteka.problem.DomainProblem;

/** The registers cannot be asked now; that says nothing about the company. */
class RegisterUnavailable extends DomainProblem {
    RegisterUnavailable(Duration wait) {
        super(Kind.UNAVAILABLE, "register-unavailable");
        retryAfter(wait);
    }
}
