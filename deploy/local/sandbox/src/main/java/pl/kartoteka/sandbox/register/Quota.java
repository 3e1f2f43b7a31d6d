package pl.kartoteka.sandbox.register;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many requests in a window that slides with time. */
public final class Quota {

    private final Duration window;
    private final Deque<Instant> used = new ArrayDeque<>();

    public Quota(Duration window) {
        this.window = window;
    }

    /** Whether so many more would stay within the limit; takes nothing. */
    public synchronized boolean allows(int units, int limit, Instant now) {
        forget(now);
        return used.size() + units <= limit;
    }

    public synchronized void take(int units, Instant now) {
        for (var i = 0; i < units; i++) {
            used.addLast(now);
        }
    }

    public synchronized int used(Instant now) {
        forget(now);
        return used.size();
    }

    public synchronized void clear() {
        used.clear();
    }

    private void forget(Instant now) {
        while (!used.isEmpty() && !used.getFirst().isAfter(now.minus(window))) {
            used.removeFirst();
        }
    }
}
