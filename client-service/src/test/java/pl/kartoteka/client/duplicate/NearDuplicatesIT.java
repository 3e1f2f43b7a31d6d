package pl.kartoteka.client.duplicate;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class NearDuplicatesIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void warnsOfSameNameHoweverWrittenAndRefusesNothing() {
        String mark = Cards.freshNip();
        var first = api.post(CLIENTS, Cards.company("Młyn Żytni " + mark + " sp. z o.o."));

        var second = api.post(CLIENTS,
                Cards.company("MLYN ZYTNI " + mark + " Spółka z ograniczoną odpowiedzialnością"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(of(second, first.id())).containsExactly("NAME");
        assertThat(second.body().at("/warnings/0/name").asString()).startsWith("Młyn");
        assertThat(first.body().has("warnings")).isFalse();
        assertThat(api.get(CLIENTS + "/{id}", second.id()).body().has("warnings")).isFalse();
    }

    @Test
    void saysEverythingThatMatches() {
        String mark = Cards.freshNip();
        var first = api.post(CLIENTS, twin("Alfa " + mark, mark));

        var second = api.post(CLIENTS, twin("Zupełnie inna nazwa " + mark.hashCode(), mark));

        assertThat(of(second, first.id())).containsExactly("EMAIL", "PHONE", "ADDRESS", "EU_VAT_NUMBER");
    }

    @Test
    void warnsOfSimilarName() {
        String mark = Cards.freshNip();
        var first = api.post(CLIENTS, Cards.company("Hurtownia Wiklinowa " + mark));

        var warned = new AtomicReference<List<String>>();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            var answer = api.post(CLIENTS, Cards.company("Hurtownia Wiklynowa " + mark));
            warned.set(of(answer, first.id()));
            return !warned.get().isEmpty();
        });

        assertThat(warned.get()).containsExactly("SIMILAR_NAME");
        assertThat(api.get(CLIENTS + "/{id}/near-duplicates", first.id()).body().path("items").valueStream()
                .map(item -> item.path("matched").toString())).contains("[\"SIMILAR_NAME\"]");
    }

    @Test
    void takesBranchForNoDuplicateOfItsHeadOffice() {
        String mark = Cards.freshNip();
        var office = api.post(CLIENTS, twin("Sieć " + mark, mark));

        var branch = api.post(CLIENTS, twin("Sieć " + mark, mark).put("headOfficeId", office.id()));

        assertThat(of(branch, office.id())).isEmpty();
    }

    @Test
    void warnsInBatchesToo() {
        String mark = Cards.freshNip();
        var first = api.post(CLIENTS, twin("Beta " + mark, mark));
        var body = JsonMapper.shared().createObjectNode();
        body.putArray("items").add(twin("Gamma", mark)).add(Cards.company("Nic wspólnego " + mark + mark.hashCode()));

        JsonNode items = api.post(CLIENTS + "/batch", body).body().path("items");

        assertThat(items.at("/0/client/warnings").valueStream().map(one -> one.path("id").asString()))
                .contains(first.id());
        assertThat(items.at("/1/client").has("warnings")).isFalse();
    }

    @Test
    void letsSeveralForeignClientsDoWithoutNip() {
        String mark = Cards.freshNip();
        var first = api.post(CLIENTS, twin("Ausland " + mark, mark).putNull("nip"));
        var second = api.post(CLIENTS, twin("Andere " + mark, mark).putNull("nip"));

        assertThat(List.of(first.status(), second.status())).containsExactly(201, 201);
        assertThat(of(second, first.id())).contains("EU_VAT_NUMBER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Firma", "P.H.U.", "!?"})
    void findsNobodyLikeAClientWithNothingToBeKnownBy(String name) {
        var card = Cards.company(name).putNull("nip");

        var registered = api.post(CLIENTS, card,
                headers -> headers.set("Idempotency-Key", UUID.randomUUID().toString()));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.body().has("warnings")).isFalse();
        assertThat(api.get(CLIENTS + "/{id}", registered.id()).status()).isEqualTo(200);
        var alike = api.get(CLIENTS + "/{id}/near-duplicates", registered.id());
        assertThat(alike.status()).isEqualTo(200);
        assertThat(alike.body().path("items").valueStream().flatMap(item -> item.path("matched").valueStream()))
                .doesNotContain(StringNode.valueOf("NAME"));
    }

    @Test
    void warnsOfTheOthersOfABatchWhereOneHasNothingToBeKnownBy() {
        String mark = Cards.freshNip();
        var first = api.post(CLIENTS, twin("Delta " + mark, mark));
        var body = JsonMapper.shared().createObjectNode();
        body.putArray("items").add(Cards.company("Firma").putNull("nip")).add(twin("Epsilon", mark));

        JsonNode items = api.post(CLIENTS + "/batch", body,
                headers -> headers.set("Idempotency-Key", UUID.randomUUID().toString())).body().path("items");

        assertThat(items.valueStream().map(item -> item.path("status").asInt())).containsExactly(201, 201);
        assertThat(items.at("/1/client/warnings").valueStream().map(one -> one.path("id").asString()))
                .contains(first.id());
        assertThat(api.get(CLIENTS + "/{id}", items.at("/0/client/id").asString()).status()).isEqualTo(200);
    }

    private static ObjectNode twin(String name, String mark) {
        var card = Cards.company(name).put("euVatNumber", "DE" + mark.substring(0, 9));
        card.putArray("emails").addObject().put("address", "biuro." + mark + "@wspolny.example");
        card.putArray("phones").addObject().put("number", "+4860" + mark.substring(3));
        card.putArray("addresses").addObject().put("use", "REGISTERED").put("street", "Ul. Wspólna " + mark)
                .put("building", "7").put("city", "Łódź");
        return card;
    }

    private static List<String> of(Answer answer, String id) {
        return answer.body().path("warnings").valueStream()
                .filter(warning -> warning.path("id").asString().equals(id))
                .flatMap(warning -> warning.path("matched").valueStream())
                .map(JsonNode::asString)
                .toList();
    }
}
