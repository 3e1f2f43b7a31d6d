package pl.kartoteka.client.template;

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

    private Answer add(String kind, String content) {
        var added = api.post(TEMPLATES, "{\"name\":\"Szablon %s\",\"kind\":\"%s\",\"content\":%s}"
                .formatted(UUID.randomUUID(), kind, content));
        assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
        return added;
    }
}
