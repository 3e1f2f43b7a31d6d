package pl.kartoteka.client.dictionary;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class DictionaryIT {
    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-groups", "traits", "client-sources", "industries"})
    void keepsEntriesFromAddingToRemoving(String dictionary) {
        String path = "/api/v1/" + dictionary;
        String code = code();

        var added = api.post(path, entry(code, "Nazwa"));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.headers().getLocation()).hasToString(path + "/" + added.id());
        assertThat(api.post(path, entry(code, "Inna")).status()).isEqualTo(409);
        assertThat(api.get(path).body().toString()).contains(code);

        String one = path + "/" + added.id();
        var renamed = api.patch(one, added.etag(), "{\"name\":\"Nowa nazwa\"}");
        assertThat(renamed.body().path("name").asString()).isEqualTo("Nowa nazwa");
        assertThat(renamed.etag()).isEqualTo("\"2\"");
        assertThat(api.patch(one, added.etag(), "{\"name\":\"Spóźniona\"}").status()).isEqualTo(412);
        assertThat(api.patch(one, renamed.etag(), "{\"code\":\"OTHER\"}").status()).isEqualTo(400);

        assertThat(api.delete(one, null).status()).isEqualTo(428);
        assertThat(api.delete(one, added.etag()).status()).isEqualTo(412);
        assertThat(api.delete(one, renamed.etag()).status()).isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);
    }

    @Test
    void refusesToRemoveWhatCardsUseAndNamesItInEvents() {
        var group = api.post("/api/v1/client-groups", entry(code(), "Piekarnie"));
        var trait = api.post("/api/v1/traits", entry(code(), "Rzetelny"));
        var source = api.post("/api/v1/client-sources", entry(code(), "Targi"));
        var industry = api.post("/api/v1/industries", entry(code(), "Spożywcza"));
        var card = Cards.bakery().put("groupId", group.id()).put("sourceId", source.id()).put("industryId",
                industry.id());
        card.putArray("traitIds").add(trait.id()).add(trait.id());

        var client = api.post("/api/v1/clients", card);

        assertThat(client.status()).isEqualTo(201);
        assertThat(client.body().path("traitIds").size()).isEqualTo(1);
        var state = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.registered.v1", client.id())
                .data().path("client");
        assertThat(state.at("/group/name").asString()).isEqualTo("Piekarnie");
        assertThat(state.at("/traits/0/code").asString()).isEqualTo(trait.body().path("code").asString());
        assertThat(state.at("/source/id").asString()).isEqualTo(source.id());
        assertThat(state.at("/industry/name").asString()).isEqualTo("Spożywcza");
        for (String path : new String[]{"client-groups/" + group.id(), "traits/" + trait.id(),
            "client-sources/" + source.id(),
            "industries/" + industry.id()}) {
            var refused = api.delete("/api/v1/" + path, "\"1\"");
            assertThat(refused.status()).as(path).isEqualTo(409);
            assertThat(refused.body().path("clients").asInt()).isEqualTo(1);
        }
    }

    @Test
    void keepsDictionariesApart() {
        var group = api.post("/api/v1/client-groups", entry(code(), "Grupa"));

        assertThat(api.get("/api/v1/traits/" + group.id()).status()).isEqualTo(404);
        assertThat(api.delete("/api/v1/traits/" + group.id(), "\"1\"").status()).isEqualTo(404);
    }

    @Test
    void pagesByCode() {
        for (int i = 0; i < 3; i++) {
            api.post("/api/v1/industries", entry("ZZ-" + i + code(), "Branża"));
        }

        var first = api.get("/api/v1/industries?limit=2&count=true").body();

        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(first.path("total").asInt()).isGreaterThanOrEqualTo(3);
        var next = api.get("/api/v1/industries?limit=500&cursor=" + first.path("nextCursor").asString()).body();
        assertThat(next.path("items").size()).isEqualTo(first.path("total").asInt() - 2);
    }

    @Test
    void refusesBadEntries() {
        var refused = api.post("/api/v1/traits", "{\"code\":\"no spaces\",\"name\":\" \",\"colour\":1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").size()).isEqualTo(3);
    }

    private static Object entry(String code, String name) {
        return Cards.json(Map.of("code", code, "name", name));
    }

    private static String code() {
        return "C" + UUID.randomUUID().toString().substring(0, 13);
    }
}
