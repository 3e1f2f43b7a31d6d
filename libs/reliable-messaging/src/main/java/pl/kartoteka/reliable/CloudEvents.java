package pl.kartoteka.reliable;

import java.net.URI;
import java.time.ZoneOffset;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Outbox rows as CloudEvents 1.0 in binary mode: attributes in {@code ce_} headers, the data alone in the value. */
final class CloudEvents {
    static final String SEQUENCE = "sequence";

    private CloudEvents() {}

    static ProducerRecord<String, byte[]> record(OutboxRow row) {
        if (row.isTombstone()) {
            return new ProducerRecord<>(row.topic(), row.key(), null);
        }
        return KafkaMessageFactory.<String>createWriter(row.topic(), row.key()).writeBinary(event(row));
    }

    private static CloudEvent event(OutboxRow row) {
        var event = CloudEventBuilder.v1()
                .withId(row.eventId().toString())
                .withType(row.type())
                .withSource(URI.create(row.source()))
                .withSubject(row.subject())
                .withTime(row.time().atOffset(ZoneOffset.UTC))
                .withData("application/json", row.data());
        if (row.sequence() != null) {
            event.withExtension(SEQUENCE, row.sequence().toString());
        }
        return event.build();
    }
}
