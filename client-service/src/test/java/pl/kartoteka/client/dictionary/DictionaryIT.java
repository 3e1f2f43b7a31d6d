package pl.kartoteka.client.dictionary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import pl.kartoteka.client.Parallel;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.DictionaryEvent;
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
    @ValueSource(strings = {"client-groups", "traits", "trait-groups", "client-sources", "industries", "flags"})
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
    void addsAnEntryByItsNameOnceHoweverManyFillInCards() throws Exception {
        String name = "Rzetelny płatnik " + UUID.randomUUID();

        var answers = Parallel.calls(8, _ -> api.post("/api/v1/traits", Cards.json(Map.of("name", name))));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 201);
        assertThat(answers.stream().map(Api.Answer::id).distinct()).hasSize(1);
    }

    @Test
    void takesTheSameNameForTheSameEntryAndAnotherForAnother() {
        String mark = UUID.randomUUID().toString();
        var coded = api.post("/api/v1/client-groups", entry(code(), "Hurt " + mark));

        assertThat(api.post("/api/v1/client-groups", Cards.json(Map.of("name", "hurt " + mark))).id())
                .isEqualTo(coded.id());
        var plus = api.post("/api/v1/client-groups", Cards.json(Map.of("name", mark + " C++")));
        var sharp = api.post("/api/v1/client-groups", Cards.json(Map.of("name", mark + " C#")));
        assertThat(plus.status()).isEqualTo(201);
        assertThat(sharp.status()).as("by letters alone the two are one").isEqualTo(201);
        assertThat(sharp.body().path("name").asString()).isEqualTo(mark + " C#");
    }

    @Test
    void tellsARenamedEntryItselfAndLeavesItsClientsAlone() {
        var group = api.post("/api/v1/client-groups", entry(code(), "Piekarnie"));
        var client = api.post("/api/v1/clients", Cards.company("W grupie").put("groupId", group.id()));

        var renamed = api.patch("/api/v1/client-groups/" + group.id(), group.etag(), "{\"name\":\"Cukiernie\"}");

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(api.get("/api/v1/clients/" + client.id()).etag()).isEqualTo(client.etag());
        KafkaProbe.shared().await(DictionaryEvent.TOPIC, record -> group.id().equals(record.key())
                && record.value() != null && new String(record.value(), StandardCharsets.UTF_8).contains("Cukiernie"));
    }

    @Test
    void offersARetiredEntryNoMoreAndLeavesItWhereItIs() {
        var flag = api.post("/api/v1/flags", Cards.json(Map.of("code", code(), "name", "VIP", "colour", "#ff8800")));
        var card = Cards.company("Oznaczona");
        card.putArray("flagIds").add(flag.id());
        var client = api.post("/api/v1/clients", card);
        assertThat(client.status()).isEqualTo(201);

        api.patch("/api/v1/flags/" + flag.id(), flag.etag(), "{\"retired\":true}");

        assertThat(api.get("/api/v1/flags?limit=500").body().toString()).doesNotContain(flag.id());
        assertThat(api.get("/api/v1/flags?limit=500&retired=true").body().toString()).contains(flag.id());
        assertThat(
                api.post("/api/v1/clients", card.put("nip", Cards.freshNip())).body().at("/errors/0/code").asString())
                .isEqualTo("dictionary-entry.retired");
        assertThat(api.patch("/api/v1/clients/" + client.id(), client.etag(), "{\"shortName\":\"Nadal\"}").status())
                .isEqualTo(200);
    }

    @Test
    void keepsTraitsToTheKindsTheyAreFor() {
        var trait = api.post("/api/v1/traits",
                Cards.json(Map.of("code", code(), "name", "Student", "kinds", new String[]{"PERSON"})));
        var company = Cards.company("Firma");
        company.putArray("traitIds").add(trait.id());
        var person = Cards.person("Jan", "Testowy");
        person.putArray("traitIds").add(trait.id());

        assertThat(api.post("/api/v1/clients", company).body().at("/errors/0/code").asString())
                .isEqualTo("trait.not-of-kind");
        assertThat(api.post("/api/v1/clients", person).status()).isEqualTo(201);
    }

    @Test
    void givesEachDictionaryOnlyTheFieldsItHas() {
        var refused = api.post("/api/v1/client-sources", Cards.json(Map.of("name", "Targi", "colour", "#ff8800",
                "kinds", new String[]{"PERSON"}, "traitIds", new String[]{UUID.randomUUID().toString()})));

        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("colour", "kinds", "traitIds");
        assertThat(api.post("/api/v1/trait-groups", Cards.json(Map.of("name", "Pakiet",
                "traitIds", new String[]{UUID.randomUUID().toString()}))).body().at("/errors/0/field").asString())
                .isEqualTo("traitIds[0]");
        assertThat(api.post("/api/v1/flags", Cards.json(Map.of("name", "X", "colour", "red"))).status())
                .isEqualTo(400);
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
    void findsByPartOfNameOrCodeAndListsInThePolishOrderOfNames() {
        String mark = code();
        for (String name : List.of("Żółte", "Zielone", "Ćma", "Czarne")) {
            api.post("/api/v1/flags", entry(code(), name + " " + mark));
        }
        api.post("/api/v1/flags", entry("x-" + mark, "Po kodzie"));

        var names = new ArrayList<String>();
        String cursor = "";
        do {
            var page = api.get("/api/v1/flags?sort=name&limit=2&count=true&q=" + mark.toUpperCase(Locale.ROOT) + cursor)
                    .body();
            assertThat(page.path("total").asInt()).isEqualTo(5);
            page.path("items").forEach(item -> names.add(item.path("name").asString().replace(" " + mark, "")));
            cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());

        assertThat(names).containsExactly("Czarne", "Ćma", "Po kodzie", "Zielone", "Żółte");
        assertThat(api.get("/api/v1/flags?q={q}", "ZOLTE " + mark).body().path("items").size()).isEqualTo(1);
        assertThat(api.get("/api/v1/flags?sort=colour").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/flags?q={q}", "x".repeat(201)).status()).isEqualTo(400);
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
