package pl.kartoteka.client.merge;

import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.client.merge.Merging.CLIENTS;

@ServiceTest
class NamingClientsIT {
    @Autowired
    private WebTestClient web;

    private Api api;
    private Merging merging;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
        merging = new Merging(web);
    }

    @Test
    void makesWhoNamesTheDuplicateNameTheSurvivorAndTheDuplicateAgainWhenUndone() {
        String field = reference();
        var survivor = merging.register(Cards.company("Nazwana"));
        var duplicate = merging.register(naming(field, survivor.id()));
        var naming = merging.register(naming(field, duplicate.id()));
        var changed = merging.register(naming(field, duplicate.id()));
        JsonNode preview = api.post(CLIENTS + "/" + survivor.id() + "/merge-preview",
                Cards.json(Map.of("duplicateId", duplicate.id()))).body();
        assertThat(preview.path("moves").path("customFields." + field).asInt()).isEqualTo(2);

        var merged = merging.merge(survivor.id(), duplicate.id(), Map.of());

        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        assertThat(merged.body().path("moved").path("customFields." + field).asInt()).isEqualTo(2);
        assertThat(merged.body().at("/survivor/customFields").has(field)).isFalse();
        assertThat(named(naming, field)).isEqualTo(survivor.id());
        JsonNode told = api.get(CLIENTS + "/{id}/history", naming.id()).body().at("/items/0");
        assertThat(told.path("field").asString()).isEqualTo("customFields." + field);
        assertThat(told.path("from").asString()).isEqualTo(duplicate.id());
        assertThat(told.path("to").asString()).isEqualTo(survivor.id());
        assertThat(KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", naming.id()).data()
                .at("/client/customFields/" + field).asString()).isEqualTo(survivor.id());
        assertThat(api.post(CLIENTS, naming(field, duplicate.id())).body().at("/errors/0/code").asString())
                .isEqualTo("client.merged");
        api.patch(CLIENTS + "/" + changed.id(), "\"2\"", "{\"customFields\":null}");

        var undone = merging.undo(survivor.id(), merged);

        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(undone.body().path("movedBack").path("customFields." + field).asInt()).isOne();
        assertThat(named(naming, field)).isEqualTo(duplicate.id());
        assertThat(named(duplicate, field)).isEqualTo(survivor.id());
        assertThat(named(changed, field)).isEmpty();
    }

    @Test
    void leavesNobodyNamingTheDuplicateHoweverManyComeAtOnce() throws Exception {
        String field = reference();
        var survivor = merging.register(Cards.company("Zostaje"));
        var duplicate = merging.register(Cards.company("Znika"));

        var answers = Parallel.calls(12, i -> i == 4
                ? merging.merge(survivor.id(), duplicate.id(), Map.of())
                : api.post(CLIENTS, naming(field, duplicate.id())));

        assertThat(answers.get(4).status()).as("%s", answers.get(4).body()).isEqualTo(201);
        assertThat(answers.stream().map(Answer::status)).isSubsetOf(201, 400);
        assertThat(IntStream.range(0, 12).filter(i -> i != 4).mapToObj(answers::get)
                .filter(answer -> answer.status() == 201))
                .allSatisfy(client -> assertThat(named(client, field)).isEqualTo(survivor.id()));
    }

    private String reference() {
        String code = "f" + UUID.randomUUID().toString().replace("-", "");
        assertThat(api.post("/api/v1/custom-fields", Cards.json(Map.of("code", code, "name", "Partner", "type",
                "CLIENT_REFERENCE"))).status()).isEqualTo(201);
        return code;
    }

    private static ObjectNode naming(String field, String client) {
        ObjectNode card = Cards.company("Nazywa");
        card.putObject("customFields").put(field, client);
        return card;
    }

    private String named(Answer client, String field) {
        return api.get(CLIENTS + "/{id}", client.id()).body().path("customFields").path(field).asString("");
    }
}
