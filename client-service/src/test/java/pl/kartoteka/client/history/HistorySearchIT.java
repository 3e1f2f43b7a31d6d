package pl.kartoteka.client.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class HistorySearchIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String CHANGES = "/api/v1/client-changes";

    @Autowired
    private WebTestClient web;

    private final String author = "autor-" + UUID.randomUUID();
    private Api api;
    private Api auditor;

    @BeforeEach
    void signIn() {
        api = Api.of(web, author, "clients:read", "clients:write");
        auditor = Api.of(web, "audytor", "audit:read");
    }

    @Test
    void findsTheChangesOfOneFieldAndThoseWithinIt() {
        Answer client = api.post(CLIENTS, Cards.bakery());
        String path = CLIENTS + "/" + client.id();
        var second = api.patch(path, client.etag(), Cards.json(Map.of("shortName", "S", "terms",
                Map.of("paymentDays", 30))));
        Api.of(web, "kto-inny", "clients:read", "clients:write").patch(path, second.etag(),
                Cards.json(Map.of("shortName",
                        "T")));

        assertThat(fields(api.get(path + "/history?field=terms&from={from}", "2020-01-01T00:00:00Z")))
                .startsWith("2 terms.paymentDays");
        assertThat(fields(api.get(path + "/history?field=shortName")))
                .containsExactly("3 shortName", "2 shortName", "1 shortName");
        assertThat(fields(api.get(path + "/history?by=kto-inny"))).containsExactly("3 shortName");
        assertThat(api.get(path + "/history?field=shortName&count=true&limit=1").body().path("total").asInt())
                .isEqualTo(3);
        assertThat(fields(api.get(path + "/history?to={to}", "2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(api.get(path + "/history?from={from}&to={to}", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")
                .status()).isEqualTo(400);
    }

    @Test
    void findsTheChangesOfAllClientsOnceEachOverItsPages() {
        var first = api.post(CLIENTS, Cards.company("Pierwsza").put("shortName", "A"));
        var second = api.post(CLIENTS, Cards.company("Druga"));
        api.patch(CLIENTS + "/" + first.id(), first.etag(), Cards.json(Map.of("shortName", "B", "importance", "KEY")));

        var seen = new ArrayList<String>();
        JsonNode page = auditor.get(CHANGES + "?by={by}&limit=3", author).body();
        while (true) {
            page.path("items")
                    .forEach(entry -> seen.add(entry.path("clientId").asString() + entry.path("version") + entry
                            .path("field").asString()));
            if (!page.hasNonNull("nextCursor")) {
                break;
            }
            page = auditor.get(CHANGES + "?by={by}&limit=3&cursor={cursor}", author, page.path("nextCursor").asString())
                    .body();
        }

        assertThat(seen).doesNotHaveDuplicates().contains(first.id() + "2shortName", first.id() + "2importance",
                first.id() + "1name", second.id() + "1name");
        assertThat(auditor.get(CHANGES + "?by={by}&field=importance", author).body().path("items").size()).isOne();
        assertThat(auditor.get(CHANGES + "?cursor=x").status()).isEqualTo(400);
        assertThat(api.get(CHANGES).status()).isEqualTo(403);
    }

    @Test
    void findsWhatWasSaidBeforeAndAfterAndWhy() {
        Answer client = api.post(CLIENTS, Cards.bakery());
        String path = CLIENTS + "/" + client.id();
        api.send(HttpMethod.PATCH, path, Cards.json(Map.of("shortName", "Żółw")), headers -> {
            headers.setContentType(MediaType.valueOf(Api.MERGE_PATCH));
            headers.setIfMatch(client.etag());
            headers.set("Change-Reason", "pro%C5%9Bba%20prezesa");
        });

        assertThat(fields(api.get(path + "/history?q={q}", "zlOTY kłos"))).contains("2 shortName", "1 name");
        assertThat(fields(api.get(path + "/history?q={q}", "żółw"))).containsExactly("2 shortName");
        assertThat(fields(api.get(path + "/history?q={q}", "prosba"))).containsExactly("2 shortName");
        assertThat(fields(api.get(path + "/history?q={q}&action=REGISTERED", "prosba"))).isEmpty();
        assertThat(fields(auditor.get(CHANGES + "?q={q}&clientId={id}", "prosba", client.id())))
                .containsExactly("2 shortName");
        assertThat(auditor.get(CHANGES + "?q={q}&from={from}", "prosba", "2020-01-01T00:00:00Z").status())
                .isEqualTo(200);
        assertThat(auditor.get(CHANGES + "?q={q}", "prosba").body().at("/errors/0/field").asString())
                .isEqualTo("from");
    }

    @Test
    void tellsWhoRemovedAClient() {
        Answer client = api.post(CLIENTS, Cards.company("Do usunięcia"));
        assertThat(api.delete(CLIENTS + "/" + client.id(), client.etag()).status()).isEqualTo(204);

        JsonNode told = auditor.get(CHANGES + "?clientId={id}", client.id()).body().path("items");

        assertThat(told.size()).isOne();
        assertThat(told.at("/0/action").asString()).isEqualTo("REMOVED");
        assertThat(told.at("/0/who").asString()).isEqualTo(author);
    }

    @Test
    void knowsWhichActionsAndChannelsThereAre() {
        assertThat(auditor.get(CHANGES + "?action=DELETED").body().at("/errors/0/field").asString())
                .isEqualTo("action");
        assertThat(auditor.get(CHANGES + "?channel=PHONE").body().at("/errors/0/field").asString())
                .isEqualTo("channel");
    }

    @Test
    void keepsTheHistoryThroughMergeAndConversion() {
        var person = api.post(CLIENTS, Cards.person("Olga", "Testowa"));
        api.post(CLIENTS + "/" + person.id() + "/conversion", Cards.json(Map.of("kind", "COMPANY", "name", "Olga")),
                headers -> headers.set("If-Match", person.etag()));
        var survivor = api.post(CLIENTS, Cards.company("Następczyni"));
        var merged = api.post(CLIENTS + "/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", person.id())));
        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);

        assertThat(api.get(CLIENTS + "/{id}/history?action=MERGED&field=mergedInto", person.id()).body()
                .at("/items/0/to").asString()).isEqualTo(survivor.id());
        assertThat(
                api.get(CLIENTS + "/{id}/history?field=mergedFrom", survivor.id()).body().at("/items/0/to").asString())
                .isEqualTo(person.id());
        assertThat(fields(api.get(CLIENTS + "/{id}/history?action=CONVERTED", person.id()))).contains("2 kind");
    }

    private static List<String> fields(Answer answer) {
        return answer.body().path("items").valueStream()
                .map(entry -> entry.path("version").asInt() + " " + entry.path("field").asString())
                .toList();
    }
}
