package pl.kartoteka.client.customfield;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A field defined at run time.
 *
 * @param choices the values a CHOICE or MULTI_CHOICE may have; empty for the other types
 * @param requiredFor the kinds of client that must have a value
 * @param defaultJson the value a new client gets where none is given, as JSON
 * @param removing whether its values are being taken off the cards
 */
public record CustomField(
        UUID id,
        String code,
        String name,
        CustomFieldType type,
        List<String> choices,
        List<String> requiredFor,
        @Nullable String defaultJson,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        boolean removing,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_DIGITS = 30;

    static CustomField of(UUID id, CustomFieldRequest request, long version, Instant createdAt, Instant updatedAt) {
        JsonNode value = request.defaultValue();
        return new CustomField(id, request.code(), request.name(), request.type(), request.choices(),
                request.requiredFor().stream().map(Enum::name).toList(), value == null ? null : value.toString(),
                request.min(), request.max(), request.maxLength(), request.pattern(), false, version, createdAt,
                updatedAt);
    }

    /** Whether a card may have this value in the field, as far as the value itself tells. */
    public boolean accepts(JsonNode value) {
        return isOfType(value) && limits().allow(value);
    }

    public boolean isRequiredFor(String kind) {
        return requiredFor.contains(kind);
    }

    /** The value a new client of that kind gets where none is given. */
    public @Nullable JsonNode defaultFor(String kind) {
        return defaultJson == null || !requiredFor.isEmpty() && !isRequiredFor(kind) ? null : defaultValue();
    }

    @Nullable
    JsonNode defaultValue() {
        return defaultJson == null ? null : JsonMapper.shared().readTree(defaultJson);
    }

    FieldLimits limits() {
        return new FieldLimits(min, max, maxLength, pattern);
    }

    CustomField givenUp(Instant at) {
        return new CustomField(id, code, name, type, choices, requiredFor, defaultJson, min, max, maxLength, pattern,
                true, version + 1, createdAt, at);
    }

    /** Choices may be added; one that cards may already have stays. */
    boolean keepsChoicesOf(CustomField before) {
        return choices.containsAll(before.choices);
    }

    boolean saysTheSameAs(CustomField other) {
        return equals(new CustomField(other.id, other.code, other.name, other.type, other.choices, other.requiredFor,
                other.defaultJson, other.min, other.max, other.maxLength, other.pattern, removing, version, createdAt,
                updatedAt));
    }

    private boolean isOfType(JsonNode value) {
        return switch (type) {
            case TEXT -> value.isString()
                    && value.stringValue().length() <= LONGEST_TEXT
                    && value.stringValue().chars()
                            .noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
            case NUMBER -> value.isNumber() && isKeepable(value.decimalValue());
            case DATE -> value.isString() && isDate(value.stringValue());
            case BOOLEAN -> value.isBoolean();
            case CHOICE -> value.isString() && choices.contains(value.stringValue());
            case MULTI_CHOICE -> value.isArray() && !value.isEmpty() && value.valueStream()
                    .allMatch(one -> one.isString() && choices.contains(one.stringValue()))
                    && new HashSet<>(value.valueStream().toList()).size() == value.size();
            case CLIENT_REFERENCE -> value.isString() && isId(value.stringValue());
        };
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

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
