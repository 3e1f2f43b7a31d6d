package pl.kartoteka.criteria;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Days as rules see them: years 1 to 9999, counted in Warsaw. */
final class Days {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Days() {}

    static boolean usable(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= 9999;
    }

    static boolean usable(Instant at) {
        return usable(at.atZone(Facts.WARSAW).toLocalDate());
    }

    static Optional<LocalDate> parse(String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text)).filter(Days::usable);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> parseInstant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Days::usable);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(Facts.WARSAW).toInstant();
    }

    /** The first anniversary that is not over yet; the day itself is not one. February 29 falls on 28 in other years. */
    static LocalDate nextAnniversary(LocalDate day, LocalDate today) {
        int years = Math.max(1, today.getYear() - day.getYear());
        LocalDate candidate = day.plusYears(years);
        return candidate.isBefore(today) ? day.plusYears(years + 1L) : candidate;
    }

    static boolean holds(Operator operator, LocalDate day, int days, LocalDate today) {
        return switch (operator) {
            case WITHIN_LAST_DAYS -> !day.isAfter(today) && !day.isBefore(today.minusDays(days));
            case WITHIN_NEXT_DAYS -> !day.isBefore(today) && !day.isAfter(today.plusDays(days));
            case ANNIVERSARY_WITHIN_DAYS -> !nextAnniversary(day, today).isAfter(today.plusDays(days));
            default -> throw new IllegalArgumentException(operator + " (expected: an operator on days passing)");
        };
    }

    /** The next day on which the answer of {@link #holds} can be another one; null when it stays for good. */
    static @Nullable LocalDate nextFlip(Operator operator, LocalDate day, int days, LocalDate today) {
        return switch (operator) {
            case WITHIN_LAST_DAYS -> between(day, day.plusDays(days), today);
            case WITHIN_NEXT_DAYS -> between(day.minusDays(days), day, today);
            case ANNIVERSARY_WITHIN_DAYS -> {
                LocalDate next = nextAnniversary(day, today);
                yield between(next.minusDays(days), next, today);
            }
            default -> throw new IllegalArgumentException(operator + " (expected: an operator on days passing)");
        };
    }

    private static @Nullable LocalDate between(LocalDate first, LocalDate last, LocalDate today) {
        if (today.isBefore(first)) {
            return first;
        }
        return today.isAfter(last) ? null : last.plusDays(1);
    }
}
