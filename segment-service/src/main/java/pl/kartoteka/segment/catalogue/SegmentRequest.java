package pl.kartoteka.segment.catalogue;

import java.util.Set;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.segment.definition.Segment;
import tools.jackson.databind.JsonNode;

/** A segment as a caller writes it, to create one or, after a merge patch, to change one. */
record SegmentRequest(
        @NotBlank(message = "{required}") @Size(max = 200, message = "{segment.name.length}") String name,
        @Size(max = 2000, message = "{segment.description.length}") @Nullable String description,
        @NotNull(message = "{required}") Segment.Type type,
        Segment.@Nullable Visibility visibility,
        @Size(max = 200, message = "{segment.shared-with.count}") @Nullable Set<@NotBlank(message = "{required}") @Size(max = 200, message = "{segment.name.length}") String> sharedWith,
        @Nullable JsonNode criteria) {

    Segment.Visibility visibilityOrPublic() {
        return visibility == null ? Segment.Visibility.PUBLIC : visibility;
    }

    Set<String> sharedWithOrNobody() {
        return sharedWith == null ? Set.of() : sharedWith;
    }
}
