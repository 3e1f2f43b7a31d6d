package pl.kartoteka.client.history;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.problem.ErrorCollector;

/**
 * Which changes are looked for; what is null is not asked about.
 *
 * @param field the field or one around it: {@code terms} finds {@code terms.paymentDays}, {@code addresses} finds {@code addresses[0].city}
 * @param text a part of what was said before or after, or of why; with or without diacritics
 */
record HistoryFilter(@Nullable String field, @Nullable String by, @Nullable ChangeAction action,
        @Nullable Channel channel, @Nullable Instant from, @Nullable Instant to, @Nullable String text) {
    private static final int LONGEST = 200;

    HistoryFilter {
        var errors = new ErrorCollector();
        if (field != null && field.length() > LONGEST) {
            errors.add("field", "value.invalid");
        }
        if (by != null && by.length() > LONGEST) {
            errors.add("by", "value.invalid");
        }
        if (text != null && text.length() > LONGEST) {
            errors.add("q", "value.invalid");
        }
        if (from != null && to != null && to.isBefore(from)) {
            errors.add("to", "period.reversed");
        }
        errors.throwIfAny();
        text = text == null || text.isBlank() ? null : text.strip();
    }
}
