package pl.kartoteka.client.customfield;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** @param removing whether its values are being taken off the cards; it goes when none is left */
record CustomFieldResponse(
        UUID id,
        String code,
        String name,
        CustomFieldType type,
        List<String> choices,
        List<String> requiredFor,
        @Nullable JsonNode defaultValue,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        boolean removing,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static CustomFieldResponse of(CustomField field) {
        return new CustomFieldResponse(field.id(), field.code(), field.name(), field.type(), field.choices(),
                field.requiredFor(), field.defaultValue(), field.min(), field.max(), field.maxLength(),
                field.pattern(), field.removing(), field.version(), field.createdAt(), field.updatedAt());
    }
}
