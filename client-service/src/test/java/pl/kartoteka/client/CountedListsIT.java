package pl.kartoteka.client;

import java.util.HashSet;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A list that is asked how many there are says as many as its pages have together. */
@ServiceTest
class CountedListsIT {
    private final String mark = Cards.freshNip();

    @Autowired
    private WebTestClient web;
    @Autowired
    private DatabaseClient database;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web, "counting" + mark, "clients:read", "clients:write", "dictionaries:write", "audit:read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-templates", "substitutions", "substitutions?active=true", "representatives",
        "client-import-mappings", "client-bulk-actions", "client-groups", "client-groups?sort=name"})
    void countsAllOfAList(String list) {
        for (int i = 0; i < 3; i++) {
            addOne(list.replaceFirst("\\?.*", ""), i);
        }

        assertThat(everyPage("/api/v1/" + list, 2)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void countsTheChangesThatAreLookedFor() {
        String client = api.post("/api/v1/clients", Cards.bakery()).id();
        for (int i = 0; i < 2; i++) {
            api.patch("/api/v1/clients/" + client, "\"" + (i + 1) + "\"", "{\"shortName\":\"" + i + "\"}");
        }

        assertThat(everyPage("/api/v1/client-changes?by=counting" + mark, 2)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void countsAndPagesForWhomSomebodyActs() {
        String person = api.post("/api/v1/representatives", Cards.json(Map.of(
                "firstName", "Jan", "lastName", "Nowak" + mark))).id();
        for (String name : new String[]{"Żółta", "Ąbek", "Ąbek"}) {
            String client = api.post("/api/v1/clients", Cards.company(name + mark)).id();
            assertThat(api.send(HttpMethod.PUT, "/api/v1/clients/" + client + "/representatives/" + person,
                    Cards.json(Map.of("position", "Prezes")), _ -> {}).status()).isEqualTo(200);
        }
        String clients = "/api/v1/representatives/" + person + "/clients";

        assertThat(everyPage(clients, 1)).isEqualTo(3);
        assertThat(api.get(clients + "?cursor=WyJ4Il0").status()).isEqualTo(400);
        assertThat(api.get(clients + "?cursor=WyJ4IiwieCJd").status()).isEqualTo(400);
    }

    @Test
    void countsAndPagesWhatHangsOnAClient() {
        String client = "/api/v1/clients/" + api.post("/api/v1/clients", Cards.company("Ma wiele")).id();
        for (int i = 0; i < 3; i++) {
            String person = api.post("/api/v1/representatives",
                    Cards.json(Map.of("firstName", "Żaneta", "lastName", "Kot" + i % 2))).id();
            assertThat(api.put(client + "/representatives/" + person, null, "{\"position\":\"Prezes\"}").status())
                    .isEqualTo(200);
            String duplicate = api.post("/api/v1/clients", Cards.company("Dublet " + i)).id();
            assertThat(api.post(client + "/merge", Cards.json(Map.of("duplicateId", duplicate))).status())
                    .isEqualTo(201);
            database.sql("insert into proposed_change (id, client_id, register, field, proposed, checked_at, status)"
                    + " values (gen_random_uuid(), cast(:client as uuid), 'GUS', :field, '\"x\"', now(), 'OPEN')")
                    .bind("client", client.substring(client.lastIndexOf('/') + 1))
                    .bind("field", "field" + i).then().block();
        }

        for (String list : new String[]{"representatives", "merges", "proposed-changes"}) {
            assertThat(everyPage(client + "/" + list, 1)).as(list).isEqualTo(3);
            assertThat(api.get(client + "/" + list + "?limit=0").status()).as(list).isEqualTo(400);
            assertThat(api.get(client + "/" + list + "?cursor=rubbish").status()).as(list).isEqualTo(400);
        }
        var page = api.get(client + "/representatives?limit=1");
        assertThat(page.etag()).isEqualTo(api.get(client + "/representatives").etag());
    }

    /** How many items all pages have, none twice, each page saying as much. */
    private int everyPage(String path, int limit) {
        String separator = path.contains("?") ? "&" : "?";
        var seen = new HashSet<JsonNode>();
        var totals = new HashSet<Long>();
        int items = 0;
        String cursor = "";
        do {
            var page = api.get(path + separator + "count=true&limit=" + limit + cursor);
            assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
            page.body().path("items").forEach(seen::add);
            items += page.body().path("items").size();
            totals.add(page.body().path("total").asLong(-1));
            cursor = page.body().has("nextCursor") ? "&cursor=" + page.body().path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(items);
        assertThat(totals).containsExactly((long) items);
        assertThat(api.get(path).body().has("total")).isFalse();
        return items;
    }

    private void addOne(String list, int i) {
        String name = "Lista " + i + " " + mark;
        switch (list) {
            case "client-templates" -> posted(list, Map.of(
                    "name", name, "kind", "COMPANY", "content", Map.of("language", "pl")));
            case "substitutions" -> posted(list, Map.of(
                    "absent", "a" + i + mark, "substitute", "b" + mark, "from", "2020-01-01"));
            case "representatives" -> posted(list, Map.of("firstName", "Jan", "lastName", name));
            case "client-groups" -> posted(list, Map.of("code", "L" + i + mark, "name", name));
            case "client-bulk-actions" -> assertThat(api.post("/api/v1/client-bulk-actions",
                    "{\"action\":\"ACTIVATE\",\"q\":\"" + mark + i + "\"}").status()).isEqualTo(202);
            default -> database.sql("insert into client_import_mapping"
                    + " values (gen_random_uuid(), array[:column], array['name'], 'sales', now())")
                    .bind("column", name).then().block();
        }
    }

    private void posted(String list, Map<String, ?> body) {
        var added = api.post("/api/v1/" + list, Cards.json(body));
        assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
    }
}
