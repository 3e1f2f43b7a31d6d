package pl.kartoteka.test;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it lies in a topic.
 *
 * @param type     {@code ce_type}, null where a foreign producer sent none
 * @param id       {@code ce_id}
 * @param sequence {@code ce_sequence}
 * @param key      the record's key
 * @param data     the record's JSON
 */
public record PublishedEvent(
        @Nullable String type, @Nullable String id, @Nullable String sequence, String key, JsonNode data) {
    static PublishedEvent of(ConsumerRecord<String, byte[]> record) {
        return new PublishedEvent(
                KafkaProbe.header(record, "ce_type"),
                KafkaProbe.header(record, "ce_id"),
                KafkaProbe.header(record, "ce_sequence"),
                record.key(),
                JsonMapper.shared().readTree(record.value()));
    }
}
