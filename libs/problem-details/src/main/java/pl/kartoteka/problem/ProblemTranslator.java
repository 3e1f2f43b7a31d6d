package pl.kartoteka.problem;

import org.jspecify.annotations.Nullable;

/** Says what a failure of some technology means to a caller. Every bean of this type is asked, in order. */
@FunctionalInterface
public interface ProblemTranslator {
    /** Null when it is not for this translator to say. */
    @Nullable
    DomainProblem translate(Throwable failure);
}
