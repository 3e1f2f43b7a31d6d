package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** When a request must be answered (article 12(3)): one month by the calendar, at most two more where the case is hard. */
final class Deadline {
    static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private Deadline() {}

    static LocalDate of(Instant receivedAt) {
        return day(receivedAt).plusMonths(1);
    }

    /** Counted from the receipt again, so that the end of a short month does not cut days off. */
    static LocalDate extended(Instant receivedAt, int months) {
        return day(receivedAt).plusMonths(1L + months);
    }

    static LocalDate day(Instant instant) {
        return instant.atZone(WARSAW).toLocalDate();
    }
}
