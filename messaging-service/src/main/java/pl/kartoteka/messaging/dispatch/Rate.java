package pl.kartoteka.messaging.dispatch;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How fast a campaign may go.
 *
 * @param rateFrom the moment up to which its rate is used up
 */
record Rate(@Nullable Integer ratePerSecond, @Nullable Instant rateFrom) {
    private static final long MICROS = 1_000_000;

    /** How many may go now; what was not used is kept for a short while only. */
    int allowance(Instant now, Duration burst) {
        return ratePerSecond == null
                ? Integer.MAX_VALUE
                : Math.toIntExact(
                        Math.max(0, micros(Duration.between(from(now, burst), now)) * ratePerSecond / MICROS));
    }

    /** The moment up to which the rate is used up after that many. */
    @Nullable
    Instant after(int taken, Instant now, Duration burst) {
        return ratePerSecond == null
                ? null
                : from(now, burst).plusNanos(taken * MICROS / ratePerSecond * 1_000);
    }

    private Instant from(Instant now, Duration burst) {
        Instant earliest = now.minus(burst);
        return rateFrom == null || rateFrom.isBefore(earliest) ? earliest : rateFrom;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
