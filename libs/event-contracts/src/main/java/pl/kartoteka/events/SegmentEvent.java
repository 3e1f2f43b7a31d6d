package pl.kartoteka.events;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A segment was defined, or its definition changed. Key: segment id; a tombstone follows its deletion. */
public sealed interface SegmentEvent extends Event {
    String TOPIC = "kartoteka.segments.v1";

    UUID segmentId();

    long version();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return segmentId().toString();
    }

    @Override
    default long sequence() {
        return version();
    }

    @EventType("kartoteka.segment.defined.v1")
    record SegmentDefined(SegmentState segment) implements SegmentEvent {
        @Override
        public UUID segmentId() {
            return segment.id();
        }

        @Override
        public long version() {
            return segment.version();
        }
    }

    @EventType("kartoteka.segment.deleted.v1")
    record SegmentDeleted(UUID segmentId, long version) implements SegmentEvent {}

    /**
     * @param type STATIC or DYNAMIC
     * @param visibility PUBLIC or RESTRICTED
     * @param owner the user who may see and edit it, whatever its visibility
     * @param sharedWith the users who may see it although it is RESTRICTED; null when there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SegmentState(
            UUID id,
            long version,
            String name,
            @Nullable String description,
            String type,
            String visibility,
            String owner,
            @Nullable List<String> sharedWith) {}
}
