package pl.kartoteka.client.registry;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ClientBatchIT {
    private static final String BATCH = "/api/v1/clients/batch";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void givesEachItemItsOwnOutcome() {
        String taken = Cards.freshNip();
        String twice = Cards.freshNip();
        var existing = api.post("/api/v1/clients", Cards.company("Pierwsza").put("nip", taken));
        var batch = batch();
        batch.withArray("items")
                .add(Cards.bakery())
                .add(Cards.company("Zajęty NIP").put("nip", taken))
                .add(Cards.company("Zły NIP").put("nip", "123").put("salary", 5))
                .add(Cards.company("Raz").put("nip", twice))
                .add(Cards.company("Dwa razy").put("nip", twice))
                .add("not an object")
                .add(Cards.json(Map.of("kind", "COMPANY", "name", "Bez grupy", "groupId", existing.id())))
                .add(Cards.person("Anna", "Testowa"));

        var answer = api.post(BATCH, batch);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        var items = answer.body().path("items");
        assertThat(items.valueStream().map(item -> item.path("status").asInt()))
                .containsExactly(201, 409, 400, 201, 409, 400, 400, 201);
        assertThat(items.at("/0/client/id").asString()).isNotEmpty();
        assertThat(items.at("/1/problem/existing/id").asString()).isEqualTo(existing.id());
        assertThat(items.at("/2/problem/errors").size()).isEqualTo(2);
        assertThat(items.at("/4/problem/existing/id").asString()).isEqualTo(items.at("/3/client/id").asString());
        assertThat(items.at("/6/problem/errors/0/field").asString()).isEqualTo("groupId");
        for (int i : new int[]{0, 3, 7}) {
            KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.registered.v1",
                    items.at("/" + i + "/client/id").asString());
        }
    }

    @Test
    void takesFiveHundredAndNoMore() {
        var batch = batch();
        for (int i = 0; i < 500; i++) {
            batch.withArray("items").add(Cards.bakery());
        }

        var answer = api.post(BATCH, batch);
        batch.withArray("items").add(Cards.bakery());
        var tooMany = api.post(BATCH, batch);

        assertThat(answer.body().path("items").valueStream()).hasSize(500)
                .allSatisfy(item -> assertThat(item.path("status").asInt()).isEqualTo(201));
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(api.post(BATCH, "{\"items\":[]}").status()).isEqualTo(400);
        assertThat(api.post(BATCH, "{}").status()).isEqualTo(400);
        var nothing = api.post(BATCH, "{\"items\":[null]}");
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.body().at("/items/0/problem/errors/0/code").asString()).isEqualTo("body.required");
    }

    @Test
    void takesFiveHundredFullCardsOnce() {
        var batch = batch();
        for (int i = 0; i < 500; i++) {
            var card = Cards.bakery();
            for (int one = 0; one < 50; one++) {
                card.withArray("interests").add(one + "x".repeat(97));
            }
            batch.withArray("items").add(card);
        }
        String key = UUID.randomUUID().toString();

        var answer = api.post(BATCH, batch, headers -> headers.set("Idempotency-Key", key));
        var again = api.post(BATCH, batch, headers -> headers.set("Idempotency-Key", key));

        assertThat(batch.toString().length()).isGreaterThan(2_500_000);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("items").valueStream()).hasSize(500)
                .allSatisfy(item -> assertThat(item.path("status").asInt()).isEqualTo(201));
        assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(answer.body());
    }

    private static ObjectNode batch() {
        var batch = JsonMapper.shared().createObjectNode();
        batch.putArray("items");
        return batch;
    }
}
