package pl.kartoteka.sandbox.gus;

import java.time.Duration;
import java.time.Instant;

/**
 * So many requests a second in the long run. Requests sent a second apart do not arrive a second apart, so those of one
 * second may come together with those of the next.
 */
final class Pace {

    private static final int SECONDS_TOGETHER = 2;

    private double left = Double.MAX_VALUE;
    private Instant counted = Instant.MIN;

    boolean allows(int perSecond, Instant now) {
        var earned = counted.equals(Instant.MIN)
                ? Double.MAX_VALUE
                : Duration.between(counted, now).toMillis() / 1_000.0 * perSecond;
        left = Math.min(left + earned, SECONDS_TOGETHER * perSecond);
        counted = now;
        return left >= 1;
    }

    void take() {
        left--;
    }

    void clear() {
        counted = Instant.MIN;
    }
}
