package pl.kartoteka.http;

import pl.kartoteka.problem.DomainProblem;

/** A change must say which version it changes. */
public final class PreconditionRequired extends DomainProblem {
    public PreconditionRequired() {
        super(Kind.UNPRECONDITIONED, "precondition-required");
    }
}
