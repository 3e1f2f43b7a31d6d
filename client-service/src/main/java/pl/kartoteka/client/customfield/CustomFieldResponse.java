package pl.kartoteka.client.customfield;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

record CustomFieldResponse(
        UUID id,
        String code,
        String name,
        CustomFieldType type,
        List<String> choices,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static CustomFieldResponse of(CustomField field) {
        return new CustomFieldResponse(field.id(), field.code(), field.name(), field.type(), field.choices(),
                field.version(),
                field.createdAt(), field.updatedAt());
    }
}
