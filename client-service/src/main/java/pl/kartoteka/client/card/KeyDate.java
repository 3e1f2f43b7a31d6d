package pl.kartoteka.client.card;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;

import jakarta.validation.constraints.NotNull;

/**
 * A day to remember each year.
 *
 * @param date {@code 1980-05-12}, or {@code 05-12} where the year is not known or, as with a name day, there is none
 */
public record KeyDate(@NotNull Kind kind, @NotNull String date) {
    private static final int MONTH_AND_DAY = 5;
    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;

    public KeyDate {
        date = date == null ? date : date.strip();
    }

    boolean isValid() {
        if (kind == null || date == null) {
            return true;
        }
        try {
            if (date.length() == MONTH_AND_DAY) {
                return MonthDay.parse("--" + date).isValidYear(2000);
            }
            int year = LocalDate.parse(date).getYear();
            return kind != Kind.NAME_DAY && year >= FIRST_YEAR && year <= LAST_YEAR;
        } catch (DateTimeException _) {
            return false;
        }
    }

    /** Masked, so that a birthday never reaches a log by accident. */
    @Override
    public String toString() {
        return String.valueOf(kind);
    }

    public enum Kind {
        BIRTHDAY, NAME_DAY, FOUNDING, COOPERATION, WEDDING
    }
}
