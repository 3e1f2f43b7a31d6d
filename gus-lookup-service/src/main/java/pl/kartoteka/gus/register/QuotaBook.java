package pl.kartoteka.gus.register;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What was used of one quota: requests counted in slots, a twentieth of each limit's span, and the pause a register asked
 * for. A working copy: it is read, changed and written as one by a {@link QuotaLedger}.
 *
 * <p>A limit looks at the slot of the moment and the twenty before it: a little more than its span, never less.
 *
 * @param used by span, then by slot
 * @param pauses how often in a row the register asked for one
 */
record QuotaBook(
        Map<String, TreeMap<Long, Integer>> used,
        @Nullable Instant pausedUntil,
        int pauses) {
    static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final int SLOTS = 20;
    private static final long NARROWEST = 20;

    static QuotaBook empty() {
        return new QuotaBook(new HashMap<>(), null, 0);
    }

    QuotaBook paused(@Nullable Instant until, int times) {
        return new QuotaBook(used, until, times);
    }

    /**
     * The first moments at which so many requests may leave one after another.
     *
     * @param latest no request may leave later
     * @throws SpentException with the moment that comes too late; nothing is taken then
     */
    List<Instant> take(int requests, List<Limit> limits, double share, Instant now, Instant latest)
            throws SpentException {
        var moments = new ArrayList<Instant>();
        var at = now;
        while (moments.size() < requests) {
            at = earliest(limits, share, at);
            if (at.isAfter(latest)) {
                giveBack(moments, limits);
                throw new SpentException(at);
            }
            count(at, limits, 1);
            moments.add(at);
        }
        return moments;
    }

    void giveBack(List<Instant> moments, List<Limit> limits) {
        moments.forEach(moment -> count(moment, limits, -1));
    }

    int left(Limit limit, Instant now) {
        return Math.max(0, limit.permits() - used(limit, now));
    }

    /** Drops what no limit looks at any more. */
    void forget(List<Limit> limits, Instant now) {
        used.keySet().removeIf(span -> limits.stream().noneMatch(limit -> key(limit).equals(span)));
        limits.forEach(limit -> {
            var slots = used.get(key(limit));
            if (slots != null) {
                slots.headMap(first(limit, now)).clear();
            }
        });
    }

    private Instant earliest(List<Limit> limits, double share, Instant from) {
        var at = from;
        for (var again = true; again;) {
            again = false;
            for (var limit : limits) {
                var allowed = limit.holdsAt(LocalTime.ofInstant(at, WARSAW)) ? earliest(limit, share, at) : at;
                if (allowed.isAfter(at)) {
                    at = allowed;
                    again = true;
                }
            }
        }
        return at;
    }

    private Instant earliest(Limit limit, double share, Instant from) {
        var permits = Math.max(1, (int) Math.ceil(limit.permits() * share));
        var at = from;
        while (used(limit, at) >= permits) {
            at = limit.calendarDay()
                    ? LocalDate.ofInstant(at, WARSAW).plusDays(1).atStartOfDay(WARSAW).toInstant()
                    : Instant.ofEpochMilli((oldest(limit, at) + SLOTS + 1) * width(limit));
        }
        return at;
    }

    /** With what is reserved for later: a span that begins at the moment must hold the limit, too. */
    private int used(Limit limit, Instant at) {
        return slots(limit).tailMap(first(limit, at)).values().stream().mapToInt(Integer::intValue).sum();
    }

    private long oldest(Limit limit, Instant at) {
        return slots(limit).tailMap(first(limit, at)).firstKey();
    }

    private void count(Instant at, List<Limit> limits, int requests) {
        limits.stream().map(QuotaBook::key).distinct().forEach(span -> limits.stream()
                .filter(limit -> key(limit).equals(span))
                .findFirst()
                .ifPresent(limit -> slots(limit).merge(slot(limit, at), requests,
                        (before, more) -> before + more > 0 ? before + more : null)));
    }

    private TreeMap<Long, Integer> slots(Limit limit) {
        return used.computeIfAbsent(key(limit), _ -> new TreeMap<>());
    }

    private static String key(Limit limit) {
        return limit.per().toString();
    }

    private static long first(Limit limit, Instant at) {
        return limit.calendarDay() ? slot(limit, at) : slot(limit, at) - SLOTS;
    }

    private static long slot(Limit limit, Instant at) {
        return limit.calendarDay()
                ? LocalDate.ofInstant(at, WARSAW).toEpochDay()
                : Math.floorDiv(at.toEpochMilli(), width(limit));
    }

    private static long width(Limit limit) {
        return Math.max(NARROWEST, Math.ceilDiv(limit.per().toMillis(), (long) SLOTS));
    }

    /** The limits allow it only at a moment that is too late. */
    static final class SpentException extends Exception {
        private final Instant until;

        SpentException(Instant until) {
            super("quota is spent", null, false, false);
            this.until = until;
        }

        Duration wait(Instant now) {
            return Duration.between(now, until);
        }
    }
}
