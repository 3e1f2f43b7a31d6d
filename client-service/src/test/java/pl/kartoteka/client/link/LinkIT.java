package pl.kartoteka.client.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class LinkIT {
    private static final String CLIENTS = "/api/v1/clients/";
    private static final String OFFER = """
            {"type":"OFFER","title":" Oferta na piec ","url":"crm.example/oferty/7","system":"crm","objectId":"OF/7/2026","note":"pilne"}
            """;

    @Autowired
    private WebTestClient web;

    private Api api;
    private Answer client;
    private String links;

    @BeforeEach
    void register() {
        api = Api.of(web);
        client = company("Powiązana");
        links = links(client);
    }

    @Test
    void keepsWhatAClientIsTiedToElsewhere() {
        var added = api.post(links, OFFER);

        assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
        assertThat(added.headers().getLocation()).hasToString(links + "/" + added.id());
        assertThat(added.body().path("title").asString()).isEqualTo("Oferta na piec");
        assertThat(added.body().path("url").asString()).isEqualTo("https://crm.example/oferty/7");
        assertThat(added.body().path("author").asString()).isEqualTo("sales");
        assertThat(added.body().has("clientId")).isFalse();

        String path = links + "/" + added.id();
        assertThat(api.patch(path, null, "{\"type\":\"ORDER\"}").status()).isEqualTo(428);
        var changed = Api.of(web, "anna", "clients:read", "clients:write")
                .patch(path, added.etag(), "{\"type\":\"ORDER\",\"note\":null}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("changedBy").asString()).isEqualTo("anna");
        assertThat(changed.body().has("note")).isFalse();
        assertThat(api.get(path).body()).isEqualTo(changed.body());
        assertThat(api.get(path).etag()).isEqualTo(changed.etag()).isEqualTo("\"2\"");
        assertThat(api.patch(path, changed.etag(), "{\"type\":\"ORDER\"}").etag()).isEqualTo("\"2\"");

        assertThat(api.delete(path, null).status()).isEqualTo(428);
        assertThat(api.delete(path, added.etag()).status()).isEqualTo(412);
        assertThat(api.delete(path, changed.etag()).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void showsATieToAnotherClientAtBothEnds() {
        var supplied = company("Zaopatrywana");
        var added = api.post(links, to(supplied, "SUPPLIER_OF"));

        assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
        assertThat(added.body().path("clientName").asString()).isEqualTo("Zaopatrywana");
        JsonNode incoming = api.get(links(supplied) + "?incoming=true&count=true").body();
        assertThat(incoming.path("total").asInt()).isOne();
        assertThat(incoming.at("/items/0/id").asString()).isEqualTo(added.id());
        assertThat(incoming.at("/items/0/type").asString()).isEqualTo("SUPPLIER_OF");
        assertThat(incoming.at("/items/0/clientId").asString()).isEqualTo(client.id());
        assertThat(incoming.at("/items/0/clientName").asString()).isEqualTo("Powiązana");
        assertThat(api.get(links(supplied)).body().path("items").size()).isZero();
        var moved = api.patch(links + "/" + added.id(), added.etag(),
                "{\"clientId\":\"" + company("Inna").id() + "\"}");
        assertThat(moved.body().at("/errors/0/code").asString()).isEqualTo("link.client-fixed");
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        for (int i = 1; i <= 3; i++) {
            api.post(links, page("https://strony.example/" + i));
        }

        JsonNode page = api.get(links + "?limit=2&count=true").body();

        assertThat(urls(page)).containsExactly("https://strony.example/3", "https://strony.example/2");
        assertThat(page.path("total").asInt()).isEqualTo(3);
        JsonNode rest = api.get(links + "?cursor=" + page.path("nextCursor").asString()).body();
        assertThat(urls(rest)).containsExactly("https://strony.example/1");
        assertThat(rest.has("nextCursor")).isFalse();
        assertThat(api.get(links + "?cursor=rubbish").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'title':'x','url':'https://a.example'}                                            | type required",
        "{'type':'offer','title':'x','url':'https://a.example'}                             | type link-type.invalid",
        "{'type':'OFFER','title':'x'}                                                       | url link.leads-nowhere",
        "{'type':'OFFER','url':'https://a.example'}                                         | title required",
        "{'type':'OFFER','title':'x','url':'javascript://a.example/%0aalert(1)'}            | url site.invalid",
        "{'type':'OFFER','title':'x','url':'ftp://a.example'}                               | url site.invalid",
        "{'type':'OFFER','title':'x','url':'https://ja:haslo@a.example'}                    | url site.invalid",
        "{'type':'OFFER','title':'x','objectId':'7'}                                        | system required",
        "{'type':'OFFER','title':'x','system':'crm'}                                        | objectId required",
        "{'type':'OFFER','title':'x','system':'c r m','objectId':'7'}                       | system code.invalid",
        "{'type':'OF','clientId':'01997c3e-0000-7000-8000-0000000000c1'}                    | clientId client.unknown",
        "{'type':'OF','clientId':'01997c3e-0000-7000-8000-0000000000c1','url':'a.example'}  | clientId link.leads-two-ways",
        "{'type':'offer','url':'ftp://a.example','objectId':'7'}                            | system required, title required, type link-type.invalid, url site.invalid"})
    void refusesWhatLeadsNowhere(String link, String errors) {
        var refused = api.post(links, link.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream()
                .map(one -> one.path("field").asString() + " " + one.path("code").asString()))
                .containsExactly(errors.split(", "));
        assertThat(api.get(links).body().path("items").size()).isZero();
    }

    @Test
    void refusesTiesOfAndToWhoCannotHaveThem() {
        assertThat(api.post(links, to(client, "PARTNER_OF")).body().at("/errors/0/code").asString())
                .isEqualTo("link.to-itself");
        assertThat(api.post(CLIENTS + UUID.randomUUID() + "/links", OFFER).status()).isEqualTo(404);
        assertThat(api.get(CLIENTS + UUID.randomUUID() + "/links").status()).isEqualTo(404);
        var long2001 = api.post(links, page("https://a.example/" + "x".repeat(2001)));
        assertThat(long2001.body().at("/errors/0/field").asString()).isEqualTo("url");
        var gone = company("Znika");
        merge(company("Zostaje"), gone);
        assertThat(api.post(links, to(gone, "PARTNER_OF")).body().at("/errors/0/code").asString())
                .isEqualTo("client.merged");
        assertThat(api.post(links(gone), OFFER).body().path("type").asString()).endsWith(":client-merged");
    }

    @Test
    void saysWhoALinkLeadsToByNowThatIsNotChangedAnyMore() {
        var gone = company("Znika");
        var survivor = company("Zostaje");
        var added = api.post(links, to(gone, "PARTNER_OF"));
        api.post(links, to(survivor, "PARTNER_OF"));
        merge(survivor, gone);

        var refused = api.patch(links + "/" + added.id(), added.etag(), "{\"note\":\"od 2026\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).endsWith(":client-merged");
        assertThat(refused.body().path("mergedInto").asString()).isEqualTo(survivor.id());
        assertThat(api.delete(links + "/" + added.id(), added.etag()).status()).isEqualTo(204);
    }

    @Test
    void tiesAClientOnceToTheSameThingHoweverManyTry() throws Exception {
        var other = company("Druga");

        for (var link : List.of(OFFER, page("https://strony.example/wspolna"), to(other, "PARTNER_OF"))) {
            var answers = Parallel.calls(8, _ -> api.post(links, link));

            assertThat(answers.stream().map(Answer::status).sorted())
                    .containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
            assertThat(answers.stream().filter(answer -> answer.status() == 409))
                    .allSatisfy(refused -> assertThat(refused.body().path("type").asString())
                            .endsWith(":client-already-linked"));
        }
        var another = api.post(links, to(other, "SUPPLIER_OF"));
        assertThat(another.status()).isEqualTo(201);
        assertThat(api.patch(links + "/" + another.id(), another.etag(), "{\"type\":\"PARTNER_OF\"}").status())
                .isEqualTo(409);
        assertThat(api.get(links + "?count=true").body().path("total").asInt()).isEqualTo(4);
    }

    @Test
    void letsOneOfManyEditorsThrough() throws Exception {
        var added = api.post(links, OFFER);

        var answers = Parallel.calls(8,
                i -> api.patch(links + "/" + added.id(), added.etag(), "{\"title\":\"Tytuł " + i + "\"}"));

        assertThat(answers.stream().map(Answer::status).sorted()).containsExactly(200, 412, 412, 412, 412, 412, 412,
                412);
        assertThat(history(client)).hasSize(2);
    }

    @Test
    void addsOnceWhatIsSentAgain() {
        String key = UUID.randomUUID().toString();

        var first = api.post(links, OFFER, headers -> headers.set("Idempotency-Key", key));
        var again = api.post(links, OFFER, headers -> headers.set("Idempotency-Key", key));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void keepsTheClientsAtBothEndsFromBeingRemoved() {
        var other = company("Zaopatrywana");
        var added = api.post(links, to(other, "SUPPLIER_OF"));

        assertThat(api.delete(CLIENTS + client.id(), client.etag()).body().at("/reasons/links").asInt()).isOne();
        var refused = api.delete(CLIENTS + other.id(), other.etag());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/reasons/incomingLinks").asInt()).isOne();
        assertThat(refused.body().path("detail").asString()).contains("links of other clients to it: 1");

        api.delete(links + "/" + added.id(), added.etag());
        assertThat(api.delete(CLIENTS + client.id(), client.etag()).status()).isEqualTo(204);
        assertThat(api.delete(CLIENTS + other.id(), other.etag()).status()).isEqualTo(204);
    }

    @Test
    void isToldInTheHistoriesOfBothClients() {
        var other = company("Zaopatrywana");
        var added = api.post(links, to(other, "SUPPLIER_OF"));
        var changed = api.patch(links + "/" + added.id(), added.etag(), "{\"note\":\"od 2026\"}");
        api.delete(links + "/" + added.id(), changed.etag());

        for (var one : List.of(client, other)) {
            List<JsonNode> entries = history(one);
            assertThat(entries).extracting(entry -> entry.path("action").asString())
                    .containsExactly("TAKEN_OFF", "CHANGED", "ADDED");
            assertThat(entries.get(1).path("field").asString()).isEqualTo("links[" + added.id() + "].note");
            assertThat(entries.get(1).path("to").asString()).isEqualTo("od 2026");
            assertThat(entries.getLast().at("/to/ofClientId").asString()).isEqualTo(client.id());
            assertThat(entries.getLast().at("/to/clientId").asString()).isEqualTo(other.id());
        }
    }

    @Test
    void goesAlongWithAMergeAndComesBack() {
        var duplicate = company("Dublet");
        var third = company("Trzecia");
        api.post(links, OFFER);
        api.post(links, to(duplicate, "PARTNER_OF"));
        api.post(links(duplicate), OFFER);
        api.post(links(duplicate), page("https://dublet.example"));
        api.post(links(duplicate), to(client, "PARTNER_OF"));
        api.post(links(third), to(duplicate, "SUPPLIER_OF"));
        api.post(links(third), to(duplicate, "PARTNER_OF"));
        api.post(links(third), to(client, "PARTNER_OF"));

        var merged = merge(client, duplicate);

        assertThat(merged.body().at("/moved/links").asInt()).isOne();
        assertThat(merged.body().at("/moved/incomingLinks").asInt()).isOne();
        assertThat(ends(links)).containsExactlyInAnyOrder("OFFER", "PARTNER_OF " + duplicate.id(), "PAGE");
        assertThat(ends(links + "?incoming=true")).containsExactlyInAnyOrder("SUPPLIER_OF " + third.id(),
                "PARTNER_OF " + third.id(), "PARTNER_OF " + duplicate.id());
        assertThat(ends(links(duplicate))).containsExactlyInAnyOrder("OFFER", "PARTNER_OF " + client.id());

        var undone = api.delete(CLIENTS + client.id() + "/merges/" + merged.id(), null);

        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(ends(links)).containsExactlyInAnyOrder("OFFER", "PARTNER_OF " + duplicate.id());
        assertThat(ends(links(duplicate))).containsExactlyInAnyOrder("OFFER", "PAGE", "PARTNER_OF " + client.id());
        assertThat(ends(links(third))).containsExactlyInAnyOrder("SUPPLIER_OF " + duplicate.id(),
                "PARTNER_OF " + duplicate.id(), "PARTNER_OF " + client.id());
    }

    @Test
    void staysWhereAnotherTookItsPlaceBeforeTheMergeWasUndone() {
        var duplicate = company("Dublet");
        api.post(links, OFFER);
        api.post(links(duplicate), OFFER);
        var page = api.post(links(duplicate), page("https://dublet.example"));
        var merged = merge(client, duplicate);
        JsonNode own = api.get(links).body().path("items").valueStream()
                .filter(link -> link.path("type").asString().equals("OFFER")).findFirst().orElseThrow();
        api.delete(links + "/" + own.path("id").asString(), "\"1\"");
        assertThat(api.patch(links + "/" + page.id(), page.etag(), OFFER).status()).isEqualTo(200);

        var undone = api.delete(CLIENTS + client.id() + "/merges/" + merged.id(), null);

        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(undone.body().at("/movedBack/links").asInt()).isZero();
        assertThat(ends(links)).containsExactly("OFFER");
        assertThat(ends(links(duplicate))).containsExactly("OFFER");
    }

    @Test
    void leadsToTheSurvivorHoweverManyAreAddedDuringAMerge() throws Exception {
        var duplicate = company("Znika");
        List<Answer> others = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            others.add(company("Wiąże " + i));
        }

        var answers = Parallel.calls(12, i -> i == 5
                ? merge(client, duplicate)
                : api.post(links(others.get(i < 5 ? i : i - 1)), to(duplicate, "PARTNER_OF")));

        assertThat(answers.remove(5).status()).isEqualTo(201);
        assertThat(answers.stream().map(Answer::status)).isSubsetOf(201, 400);
        long added = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(ends(links + "?incoming=true")).hasSize((int) added);
        assertThat(ends(links(duplicate) + "?incoming=true")).isEmpty();
    }

    private Answer company(String name) {
        return api.post("/api/v1/clients", Cards.company(name));
    }

    private static String links(Answer client) {
        return CLIENTS + client.id() + "/links";
    }

    private static String to(Answer other, String relation) {
        return Cards.json(Map.of("type", relation, "clientId", other.id())).toString();
    }

    private static String page(String url) {
        return Cards.json(Map.of("type", "PAGE", "title", "Strona", "url", url)).toString();
    }

    private Answer merge(Answer survivor, Answer duplicate) {
        return api.post(CLIENTS + survivor.id() + "/merge", Cards.json(Map.of("duplicateId", duplicate.id())));
    }

    private List<JsonNode> history(Answer of) {
        return api.get(CLIENTS + of.id() + "/history?field=links").body().path("items").valueStream().toList();
    }

    private static Stream<String> urls(JsonNode page) {
        return page.path("items").valueStream().map(link -> link.path("url").asString());
    }

    /** Of each its type and the client at the other end. */
    private List<String> ends(String path) {
        return api.get(path).body().path("items").valueStream()
                .map(link -> (link.path("type").asString() + " " + link.path("clientId").asString("")).strip())
                .toList();
    }
}
