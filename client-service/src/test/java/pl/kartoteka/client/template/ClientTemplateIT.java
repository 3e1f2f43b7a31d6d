package pl.kartoteka.client.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class ClientTemplateIT {
    private static final String TEMPLATES = "/api/v1/client-templates";
    private static final String CONTENT = """
            {"importance":"KEY","interests":["żeglarstwo"],"caretakers":[{"subject":"anna","role":"PRIMARY"}],
             "terms":{"paymentForm":"TRANSFER","paymentDays":30,"priceList":"B2B","creditLimit":{"amount":"5000.00","currency":"PLN"}},
             "accounting":{"postingSchema":"Sprzedaż krajowa"}}
            """;

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void fillsInWhatTheCardLeavesOpenAndNothingElse() {
        var template = add("COMPANY", CONTENT);
        var card = Cards.company("Z szablonu").put("importance", "LOW");
        card.putObject("terms").put("paymentDays", 7);

        var client = api.post("/api/v1/clients?templateId=" + template.id(), card);

        assertThat(client.status()).as("%s", client.body()).isEqualTo(201);
        assertThat(client.body().path("importance").asString()).isEqualTo("LOW");
        assertThat(client.body().at("/terms/paymentDays").asInt()).isEqualTo(7);
        assertThat(client.body().at("/terms/priceList").asString()).isEqualTo("B2B");
        assertThat(client.body().at("/terms/creditLimit/amount").asString()).isEqualTo("5000.00");
        assertThat(client.body().at("/caretakers/0/subject").asString()).isEqualTo("anna");
        assertThat(client.body().at("/interests/0").asString()).isEqualTo("żeglarstwo");
        assertThat(client.body().path("stage").asString()).isEqualTo("POTENTIAL");
    }

    @Test
    void fillsInEachCardOfABatchThatIsOfItsKind() {
        var template = add("COMPANY", CONTENT);
        var batch = Cards.json(Map.of("items", List.of(Cards.company("Pierwsza"), Cards.person("Anna", "Testowa"),
                Cards.company("Druga").put("importance", "LOW"))));

        var answer = api.post("/api/v1/clients/batch?templateId=" + template.id(), batch);

        var items = answer.body().path("items");
        assertThat(items.valueStream().map(item -> item.path("status").asInt())).containsExactly(201, 400, 201);
        assertThat(items.at("/0/client/terms/priceList").asString()).isEqualTo("B2B");
        assertThat(items.at("/1/problem/errors/0/code").asString()).isEqualTo("template.not-of-kind");
        assertThat(items.at("/2/client/importance").asString()).isEqualTo("LOW");
        assertThat(api.post("/api/v1/clients/batch?templateId=" + UUID.randomUUID(), batch).status()).isEqualTo(404);
    }

    @Test
    void isThereForCompaniesAndPeopleFromTheStart() {
        var names = api.get(TEMPLATES + "?limit=500").body().path("items").valueStream()
                .map(template -> template.path("name").asString()).toList();

        assertThat(names).contains("Firma", "Osoba");
    }

    @Test
    void isForOneKind() {
        var template = add("PERSON", "{}");

        var refused = api.post("/api/v1/clients?templateId=" + template.id(), Cards.company("Firma"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("template.not-of-kind");
        assertThat(api.post("/api/v1/clients?templateId=" + UUID.randomUUID(), Cards.company("Firma")).status())
                .isEqualTo(404);
    }

    @Test
    void saysOnlyWhatACardMaySay() {
        var refused = api.post(TEMPLATES, """
                {"name":"Zły","kind":"COMPANY","content":{"nip":"7740001454","terms":{"paymentDays":-1},"colour":"red"}}
                """);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("content.nip", "content.colour", "content.terms.paymentDays");
    }

    @Test
    void refersToWhatThereIs() {
        String trait = api.post("/api/v1/traits", Cards.json(Map.of("name", "Osobowa " + UUID.randomUUID(), "kinds",
                List.of("PERSON")))).id();
        String flag = entry("flags").id();
        String nothing = UUID.randomUUID().toString();

        var refused = api.post(TEMPLATES, Cards.json(Map.of("name", "Zły " + UUID.randomUUID(), "kind", "COMPANY",
                "content", Map.of("groupId", nothing, "sourceId", flag, "traitIds", List.of(trait), "flagIds",
                        List.of(nothing), "customFields", Map.of("nie_ma_takiego", "x")))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("code").asString()))
                .containsExactlyInAnyOrder("content.groupId dictionary-entry.unknown",
                        "content.sourceId dictionary-entry.unknown", "content.traitIds[0] trait.not-of-kind",
                        "content.flagIds[0] dictionary-entry.unknown",
                        "content.customFields.nie_ma_takiego custom-field.unknown");
    }

    @Test
    void fillsInNothingThatIsNotOfferedAnyMore() {
        var group = entry("client-groups");
        var flag = entry("flags");
        var template = add("COMPANY", "{\"importance\":\"KEY\",\"groupId\":\"%s\",\"flagIds\":[\"%s\"]}"
                .formatted(group.id(), flag.id()));
        api.patch("/api/v1/client-groups/" + group.id(), group.etag(), "{\"retired\":true}");

        var client = api.post("/api/v1/clients?templateId=" + template.id(), Cards.company("Bez wycofanej"));

        assertThat(client.status()).as("%s", client.body()).isEqualTo(201);
        assertThat(client.body().hasNonNull("groupId")).isFalse();
        assertThat(client.body().path("flagIds").toString()).contains(flag.id());
        assertThat(client.body().path("importance").asString()).isEqualTo("KEY");
        var renamed = api.patch(TEMPLATES + "/" + template.id(), template.etag(),
                "{\"name\":\"Po wycofaniu " + UUID.randomUUID() + "\"}");
        assertThat(renamed.status()).as("%s", renamed.body()).isEqualTo(200);
        var anew = api.post(TEMPLATES, Cards.json(Map.of("name", "Nowy " + UUID.randomUUID(), "kind", "COMPANY",
                "content", Map.of("groupId", group.id()))));
        assertThat(anew.body().at("/errors/0/code").asString()).isEqualTo("dictionary-entry.retired");
    }

    @Test
    void hasWhatTookThePlaceOfAnEntryHoweverManyAreSavedMeanwhile() throws Exception {
        var old = entry("traits");
        var into = entry("traits");
        String content = "{\"traitIds\":[\"%s\",\"%s\"]}".formatted(old.id(), into.id());
        var first = add("COMPANY", content);

        var answers = Parallel.calls(8, i -> i == 3
                ? api.post("/api/v1/traits/" + old.id() + "/merge", Cards.json(Map.of("into", into.id())),
                        headers -> headers.set("If-Match", old.etag()))
                : api.post(TEMPLATES, "{\"name\":\"Szablon %s\",\"kind\":\"COMPANY\",\"content\":%s}"
                        .formatted(UUID.randomUUID(), content)));

        assertThat(answers.get(3).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/v1/traits/" + old.id()).status() == 404);
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::id)
                .map(id -> api.get(TEMPLATES + "/" + id).body().at("/content/traitIds").toString()))
                .allMatch(traits -> traits.equals("[\"" + into.id() + "\"]"));
        var client = api.post("/api/v1/clients?templateId=" + first.id(), Cards.company("Po scaleniu"));
        assertThat(client.status()).as("%s", client.body()).isEqualTo(201);
        assertThat(client.body().path("traitIds").toString()).isEqualTo("[\"" + into.id() + "\"]");
    }

    @Test
    void hasANameOfItsOwnAndChangesAsItWasSeen() throws Exception {
        String name = "Szablon " + UUID.randomUUID();
        var answers = Parallel.calls(6, _ -> api.post(TEMPLATES, "{\"name\":\"%s\",\"kind\":\"COMPANY\",\"content\":{}}"
                .formatted(name)));
        var template = answers.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(5);

        var changed = api.patch(TEMPLATES + "/" + template.id(), template.etag(),
                "{\"content\":{\"importance\":\"HIGH\"}}");

        assertThat(changed.body().at("/content/importance").asString()).isEqualTo("HIGH");
        assertThat(api.patch(TEMPLATES + "/" + template.id(), template.etag(), "{\"name\":\"X\"}").status())
                .isEqualTo(412);
        assertThat(api.delete(TEMPLATES + "/" + template.id(), changed.etag()).status()).isEqualTo(204);
        assertThat(api.get(TEMPLATES + "/" + template.id()).status()).isEqualTo(404);
    }

    private Answer entry(String dictionary) {
        return api.post("/api/v1/" + dictionary, Cards.json(Map.of("name", "Pozycja " + UUID.randomUUID())));
    }

    private Answer add(String kind, String content) {
        var added = api.post(TEMPLATES, "{\"name\":\"Szablon %s\",\"kind\":\"%s\",\"content\":%s}"
                .formatted(UUID.randomUUID(), kind, content));
        assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
        return added;
    }
}
