package pl.kartoteka.segment.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.segment.definition.Segment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * @param status BUILDING while the whole base is being looked through, the members are then those of the definition
 *     before; READY otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SegmentResponse(
        UUID id,
        long version,
        String name,
        @Nullable String description,
        Segment.Type type,
        Segment.Visibility visibility,
        List<String> sharedWith,
        String owner,
        @Nullable JsonNode criteria,
        Status status,
        Segment.@Nullable Progress progress,
        Instant createdAt,
        Instant updatedAt) {

    enum Status { BUILDING, READY }

    static SegmentResponse of(Segment segment) {
        String criteria = segment.criteria();
        return new SegmentResponse(
                segment.id(), segment.version(), segment.name(), segment.description(), segment.type(),
                segment.visibility(), segment.sharedWith(), segment.owner(),
                criteria == null ? null : JsonMapper.shared().readTree(criteria),
                segment.progress() == null ? Status.READY : Status.BUILDING, segment.progress(),
                segment.createdAt(), segment.updatedAt());
    }
}
