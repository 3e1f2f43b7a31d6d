package pl.kartoteka.consent.privacy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureReceipt;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.test.KafkaProbe;
import tools.jackson.databind.JsonNode;

import static pl.kartoteka.consent.Api.json;

/** Who answers privacy requests, and the other services. */
final class PrivacyOffice {
    static final String PATH = "/api/v1/privacy-requests";
    static final List<String> OTHERS = List.of("client-service", "gus-lookup-service", "messaging-service",
            "segment-service");

    private final WebTestClient web;
    private final KafkaProbe kafka = KafkaProbe.shared();

    PrivacyOffice(Api api) {
        this.web = api.as("iod", "privacy:manage");
    }

    WebTestClient web() {
        return web;
    }

    String received(UUID client, String kind, @Nullable String note) {
        Map<String, Object> body = new HashMap<>(Map.of("clientId", client, "kind", kind));
        if (note != null) {
            body.put("note", note);
        }
        return received(body);
    }

    String received(Map<String, Object> body) {
        return json(web.post().uri(PATH).bodyValue(body).exchange().expectStatus().isCreated()).path("id").asString();
    }

    WebTestClient.ResponseSpec act(String id, long version, String step, @Nullable String body) {
        var request = web.post().uri(PATH + "/{id}/" + step, id).header("If-Match", "\"" + version + "\"");
        return body == null
                ? request.exchange()
                : request.header("Content-Type", "application/json").bodyValue(body).exchange();
    }

    void receipt(UUID client, String id, String service, int round) {
        send(new ErasureReceipt(client, UUID.fromString(id), round, service, Instant.now(), List.of(), List.of()));
    }

    void send(PrivacyEvent event) {
        kafka.send(PrivacyEvent.TOPIC, event.key(), new EventCodec().json(event).getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "test",
                        "ce_type", EventTypes.typeOf(event.getClass()),
                        "ce_time", Instant.now().toString(),
                        "content-type", "application/json"));
    }

    JsonNode shown(String id) {
        return json(web.get().uri(PATH + "/{id}", id).exchange().expectStatus().isOk());
    }

    /** The case once it is so. */
    JsonNode await(String id, Predicate<JsonNode> fits) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> shown(id), fits::test);
    }

    List<String> trail(String id) {
        JsonNode items = json(web.get().uri(PATH + "/{id}/trail", id).exchange().expectStatus().isOk()).path("items");
        return StreamSupport.stream(items.spliterator(), false).map(entry -> entry.path("event").asString()).toList();
    }

    static List<String> missing(JsonNode shown) {
        var missing = new ArrayList<String>();
        shown.path("answers").path("missing").forEach(service -> missing.add(service.asString()));
        return missing;
    }

    static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).map(one -> one.path("id").asString())
                .toList();
    }
}
