package pl.kartoteka.problem;

import java.time.Duration;

/** A refusal that needs no class of its own. */
final class Problem extends DomainProblem {
    Problem(Kind kind, String type) {
        super(kind, type);
    }

    Problem(Kind kind, String type, Duration retryAfter) {
        super(kind, type);
        retryAfter(retryAfter);
    }

    Problem showing(String name, Object value) {
        arg(name, value);
        with(name, value);
        return this;
    }
}
