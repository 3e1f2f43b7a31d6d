package pl.kartoteka.gus.register;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Holds the published limits of a register over the requests of this instance: every request reserves the first moment
 * at which all limits allow it. A moment too far away is refused with the time to wait, and nothing is reserved.
 */
public final class Quota {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private final String name;
    private final List<Limit> limits;
    private final Duration longestWait;
    private final Clock clock;
    private final ArrayDeque<Instant> reserved = new ArrayDeque<>();

    public Quota(String name, List<Limit> limits, Duration longestWait, Clock clock) {
        this.name = name;
        this.limits = List.copyOf(limits);
        this.longestWait = longestWait;
        this.clock = clock;
    }

    /** The time to wait for the reserved moment; {@link RegisterFailure} of LIMITED when it is too far away. */
    synchronized Duration reserve() {
        var now = clock.instant();
        forget(now);
        var at = earliest(now);
        var wait = Duration.between(now, at);
        if (wait.compareTo(longestWait) > 0) {
            throw RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED, "quota '" + name + "' is spent", wait);
        }
        reserved.addLast(at);
        return wait;
    }

    /** How much of each limit in force is left. */
    public synchronized List<Left> left() {
        var now = clock.instant();
        forget(now);
        return limits.stream()
                .filter(limit -> limit.holdsAt(timeAt(now)))
                .map(limit -> new Left(name, limit.permits(), limit.per(), left(limit, now)))
                .toList();
    }

    synchronized int left(Limit limit) {
        return left(limit, clock.instant());
    }

    List<Limit> limits() {
        return limits;
    }

    String name() {
        return name;
    }

    private int left(Limit limit, Instant now) {
        var start = startOf(limit, now);
        var used = (int) reserved.stream().filter(at -> at.isAfter(start)).count();
        return Math.max(0, limit.permits() - used);
    }

    private Instant earliest(Instant now) {
        var last = reserved.peekLast();
        var at = last != null && last.isAfter(now) ? last : now;
        for (var again = true; again;) {
            again = false;
            for (var limit : limits) {
                var allowed = limit.holdsAt(timeAt(at)) ? earliest(limit, at) : at;
                if (allowed.isAfter(at)) {
                    at = allowed;
                    again = true;
                }
            }
        }
        return at;
    }

    private Instant earliest(Limit limit, Instant at) {
        var start = startOf(limit, at);
        var within = reserved.stream().filter(moment -> moment.isAfter(start)).toList();
        if (within.size() < limit.permits()) {
            return at;
        }
        if (limit.calendarDay()) {
            return at.atZone(WARSAW).toLocalDate().plusDays(1).atStartOfDay(WARSAW).toInstant();
        }
        return within.get(within.size() - limit.permits()).plus(limit.per());
    }

    private Instant startOf(Limit limit, Instant at) {
        return limit.calendarDay()
                ? at.atZone(WARSAW).toLocalDate().atStartOfDay(WARSAW).toInstant().minusNanos(1)
                : at.minus(limit.per());
    }

    private LocalTime timeAt(Instant at) {
        return at.atZone(WARSAW).toLocalTime();
    }

    private void forget(Instant now) {
        var longest = limits.stream().map(Limit::longest).max(Duration::compareTo).orElse(Duration.ZERO);
        for (var first = reserved.peekFirst(); first != null
                && first.isBefore(now.minus(longest)); first = reserved.peekFirst()) {
            reserved.removeFirst();
        }
    }

    /** What is left of one limit. */
    public record Left(String name, int permits, Duration per, int left) {}
}
