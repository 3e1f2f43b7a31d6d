package pl.kartoteka.jobs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.Problems;

/** What passes by itself (a database, a register or a network that is away) is waited out; a defect gets three tries; a refusal none. */
final class Patience {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_DEFECTS = 3;
    private static final int MOST_DOUBLINGS = 10;
    private static final int DEPTH = 20;

    private final Problems problems;
    private final Duration first;
    private int failures;
    private int defects;

    Patience(Problems problems, Duration first) {
        this.problems = problems;
        this.first = first;
    }

    /** A step has come through. */
    synchronized void restore() {
        failures = 0;
        defects = 0;
    }

    /** How long to wait before it is tried again; nothing when that is not worth it. */
    synchronized Optional<Duration> after(Throwable failure) {
        DomainProblem meaning = problems.of(failure);
        if (!passes(failure, meaning) && (failure instanceof DomainProblem || ++defects >= MOST_DEFECTS)) {
            return Optional.empty();
        }
        Duration pause = first.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
        return Optional.of(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
    }

    /** Since a step has come through. */
    synchronized int failures() {
        return failures;
    }

    private static boolean passes(Throwable failure, DomainProblem meaning) {
        return switch (meaning.kind()) {
            case UNAVAILABLE, TIMED_OUT, TOO_MANY -> true;
            default -> meaning.retryAfter() != null || isAway(failure);
        };
    }

    private static boolean isAway(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof TimeoutException
                    || cause instanceof IOException && !(cause instanceof FileSystemException)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
