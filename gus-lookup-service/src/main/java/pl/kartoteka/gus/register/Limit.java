package pl.kartoteka.gus.register;

import java.time.Duration;
import java.time.LocalTime;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * So many requests in so much time, as the register publishes it.
 *
 * @param per a sliding span of time; exactly a day means the calendar day in Warsaw, as the white list counts
 * @param from hour of the day in Warsaw from which the limit holds, with {@code until}; may pass midnight
 */
public record Limit(
        int permits,
        Duration per,
        @Nullable LocalTime from,
        @Nullable LocalTime until,
        @DefaultValue("") String name) {
    static final Duration DAY = Duration.ofDays(1);

    public Limit {
        if (permits < 1 || !per.isPositive()) {
            throw new IllegalArgumentException("limit: " + permits + " per " + per + " (expected: both positive)");
        }
    }

    public static Limit of(int permits, Duration per) {
        return new Limit(permits, per, null, null, "");
    }

    boolean calendarDay() {
        return per.equals(DAY);
    }

    boolean holdsAt(LocalTime time) {
        if (from == null || until == null) {
            return true;
        }
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }
}
