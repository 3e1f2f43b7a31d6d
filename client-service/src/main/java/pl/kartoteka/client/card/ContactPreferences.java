package pl.kartoteka.client.card;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How and when the client likes to be contacted, on Warsaw clocks.
 *
 * @param days any when empty
 */
public record ContactPreferences(
        @Nullable Channel channel,
        @Nullable @JsonFormat(pattern = "HH:mm") LocalTime hoursFrom,
        @Nullable @JsonFormat(pattern = "HH:mm") LocalTime hoursTo,
        List<@NotNull DayOfWeek> days) {

    public ContactPreferences {
        days = Texts.each(days);
    }

    /** Both ends or neither, and the day does not end before it begins. */
    boolean hasSensibleHours() {
        return hoursFrom == null || hoursTo == null ? hoursFrom == hoursTo : hoursFrom.isBefore(hoursTo);
    }

    public enum Channel {
        EMAIL, PHONE, SMS, MESSENGER, POST, MEETING
    }
}
