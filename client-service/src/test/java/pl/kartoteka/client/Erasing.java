package pl.kartoteka.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureRequested;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.test.KafkaProbe;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erasures as consent-service asks for them. */
public final class Erasing {
    private static final KafkaProbe KAFKA = KafkaProbe.shared();

    private Erasing() {}

    /** The receipt. */
    public static JsonNode erase(String client, int round) {
        request(client, round);
        return receipt(client, round);
    }

    public static void request(String client, int round) {
        send(new ErasureRequested(UUID.fromString(client), UUID.randomUUID(), round, Instant.now()));
    }

    public static JsonNode receipt(String client, int round) {
        var receipt = KAFKA.await(PrivacyEvent.TOPIC, record -> client.equals(record.key())
                && "kartoteka.erasure.receipt.v1".equals(KafkaProbe.header(record, "ce_type"))
                && new String(record.value(), StandardCharsets.UTF_8).contains("\"round\":" + round));
        return JsonMapper.shared().readTree(receipt.value());
    }

    public static void send(PrivacyEvent event) {
        KAFKA.send(PrivacyEvent.TOPIC, event.key(), new EventCodec().json(event).getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "test",
                        "ce_type", EventTypes.typeOf(event.getClass()),
                        "ce_time", Instant.now().toString(),
                        "content-type", "application/json"));
    }

    /** How many of what, in a part of the receipt. */
    public static Map<String, Integer> counted(JsonNode receipt, String part) {
        Map<String, Integer> counted = new HashMap<>();
        StreamSupport.stream(receipt.path(part).spliterator(), false)
                .forEach(one -> counted.put(one.path("what").asString(), one.path("count").intValue()));
        return counted;
    }
}
