package pl.kartoteka.gus.register;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The moments at which the requests of one question may leave: all are reserved before the first is made. */
final class Tickets {
    static final Tickets NONE = new Tickets(List.of(), Duration.ZERO, Duration.ZERO);

    private final ArrayDeque<Instant> moments;
    private final Duration ahead;
    private final Duration longestWait;

    /** @param ahead how much the clock of the ledger is ahead of ours */
    Tickets(List<Instant> moments, Duration ahead, Duration longestWait) {
        this.moments = new ArrayDeque<>(moments);
        this.ahead = ahead;
        this.longestWait = longestWait;
    }

    /** The time to wait before the next request; null when all tickets are used. */
    synchronized @Nullable Duration next(Instant now) {
        var moment = moments.pollFirst();
        if (moment == null) {
            return null;
        }
        var wait = Duration.between(now, moment.minus(ahead));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    synchronized List<Instant> unused() {
        var unused = List.copyOf(moments);
        moments.clear();
        return unused;
    }

    Duration longestWait() {
        return longestWait;
    }
}
