package pl.kartoteka.http;

import pl.kartoteka.problem.DomainProblem;

/** The key was used for another request. */
final class IdempotencyKeyReused extends DomainProblem {
    IdempotencyKeyReused() {
        super(Kind.REJECTED, "idempotency-key-reused");
    }
}
