package pl.kartoteka.gus;

import java.time.Duration;
import java.util.List;

import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.Protection;

/** Limits and patience for tests of one register. */
public final class Protections {
    public static final List<Limit> NO_LIMIT = List.of(Limit.of(100_000, Duration.ofSeconds(1)));

    private Protections() {}

    /** Gives up soon, and tries once only. */
    public static Protection impatient() {
        return attempts(1);
    }

    public static Protection attempts(int attempts) {
        return protection(attempts, 1_000);
    }

    /** Leaves the register alone after four failures. */
    public static Protection withBreaker() {
        return protection(1, 4);
    }

    /** The same, where a request waits long for its turn within the quota. */
    public static Protection queueing() {
        return protection(1, 4, Duration.ofSeconds(5));
    }

    private static Protection protection(int attempts, int minimumCalls) {
        return protection(attempts, minimumCalls, Duration.ofMillis(300));
    }

    private static Protection protection(int attempts, int minimumCalls, Duration quotaWait) {
        return new Protection(Duration.ofMillis(500), Duration.ofMillis(1_000), Duration.ofMillis(1_800), attempts,
                Duration.ofMillis(10), 256, 32, 50, minimumCalls, minimumCalls, Duration.ofSeconds(60), quotaWait,
                Duration.ofSeconds(1), Duration.ofSeconds(60), 0.6, quotaWait);
    }
}
