package pl.kartoteka.http;

import pl.kartoteka.problem.DomainProblem;

/** Somebody else changed it first. */
public final class StaleVersion extends DomainProblem {
    public StaleVersion() {
        super(Kind.STALE, "stale-version");
    }

    public StaleVersion(long current) {
        this();
        with("currentETag", ETags.of(current));
    }
}
