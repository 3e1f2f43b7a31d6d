package pl.kartoteka.client.merge;

import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** @param fields whose value a field shall have, by its name on the card */
record MergeRequest(@NotNull UUID duplicateId, @Size(max = 100) Map<String, @NotNull Choice> fields) {
    MergeRequest {
        fields = fields == null ? Map.of() : fields;
    }
}
