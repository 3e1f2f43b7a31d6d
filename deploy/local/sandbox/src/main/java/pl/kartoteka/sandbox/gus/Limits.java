package pl.kartoteka.sandbox.gus;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;

import pl.kartoteka.sandbox.register.Quota;

/** How many requests GUS takes in a second, a minute and an hour; more at night, by the clock in Warsaw. */
final class Limits {

    private record Limit(int perSecond, int perMinute, int perHour) {}

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final Limit OFFICE_HOURS = new Limit(3, 120, 6_000);
    private static final Limit EDGES = new Limit(3, 150, 8_000);
    private static final Limit NIGHT = new Limit(4, 200, 10_000);

    private final Pace pace = new Pace();
    private final Quota minute = new Quota(Duration.ofMinutes(1));
    private final Quota hour = new Quota(Duration.ofHours(1));
    private final InstantSource clock;

    Limits(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean take(int units) {
        var now = clock.instant();
        var limit = limit(now.atZone(WARSAW).getHour());
        // A list of up to 20 identifiers is one request of the second, and that many of the minute and the hour.
        var allowed = pace.allows(limit.perSecond(), now) && minute.allows(units, limit.perMinute(), now)
                && hour.allows(units, limit.perHour(), now);
        if (allowed) {
            pace.take();
            minute.take(units, now);
            hour.take(units, now);
        }
        return allowed;
    }

    void clear() {
        pace.clear();
        minute.clear();
        hour.clear();
    }

    private static Limit limit(int hour) {
        if (hour >= 8 && hour < 17) {
            return OFFICE_HOURS;
        }
        return hour >= 6 && hour < 22 ? EDGES : NIGHT;
    }
}
