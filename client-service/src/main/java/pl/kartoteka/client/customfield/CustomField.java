package pl.kartoteka.client.customfield;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

/**
 * A field defined at run time.
 *
 * @param choices the values a CHOICE may have; empty for the other types
 */
public record CustomField(
        UUID id,
        String code,
        String name,
        CustomFieldType type,
        List<String> choices,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_DIGITS = 30;

    /** Whether a card may have this value in the field. */
    public boolean accepts(JsonNode value) {
        return switch (type) {
            case TEXT -> value.isString()
                    && value.stringValue().length() <= LONGEST_TEXT
                    && value.stringValue().chars()
                            .noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
            case NUMBER -> value.isNumber() && isKeepable(value.decimalValue());
            case DATE -> value.isString() && isDate(value.stringValue());
            case BOOLEAN -> value.isBoolean();
            case CHOICE -> value.isString() && choices.contains(value.stringValue());
        };
    }

    /** Choices may be added; one that cards may already have stays. */
    boolean keepsChoicesOf(CustomField before) {
        return choices.containsAll(before.choices);
    }

    private static boolean isKeepable(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS;
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() <= 9999;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
