package pl.kartoteka.consent.link;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts links that are not ours, all callers together. Who has a true link is never held up by those who guess. */
final class Guesses {
    private static final int MOST_A_SECOND = 50;

    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();

    boolean isTooMany(Instant now) {
        if (second.getAndSet(now.getEpochSecond()) != now.getEpochSecond()) {
            count.set(0);
        }
        return count.incrementAndGet() > MOST_A_SECOND;
    }
}
