package pl.kartoteka.client.merge;

import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param duplicateVersion at which the duplicate was seen; whoever names it is refused when it is not the present one
 * @param fields whose value a field shall have, by its name on the card
 */
record MergeRequest(@NotNull UUID duplicateId, @Nullable Long duplicateVersion,
        @Size(max = 100) Map<String, @NotNull Choice> fields) {
    MergeRequest {
        fields = fields == null ? Map.of() : fields;
    }
}
