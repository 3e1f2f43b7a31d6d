package pl.kartoteka.reliable;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** An event, or a tombstone, that waits for Kafka. */
record OutboxRow(
        long id,
        UUID eventId,
        String topic,
        String key,
        @Nullable String type,
        String source,
        String subject,
        @Nullable Long sequence,
        Instant time,
        @Nullable String traceparent,
        @Nullable String tracestate,
        byte @Nullable [] data) {

    boolean isTombstone() {
        return data == null;
    }

    Lane lane() {
        return new Lane(topic, key);
    }
}
