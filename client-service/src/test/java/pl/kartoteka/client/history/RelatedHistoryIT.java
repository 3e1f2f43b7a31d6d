package pl.kartoteka.client.history;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.personal.Erasures;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class RelatedHistoryIT {
    private static final String CLIENTS = "/api/v1/clients/";
    private static final byte[] PIXEL = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Autowired
    private WebTestClient web;

    @Autowired
    private Erasures erasures;

    @Autowired
    private DatabaseClient database;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void tellsWhatBecameOfANoteAndWhy() {
        String client = company("Notowana");
        Answer note = api.post(CLIENTS + client + "/notes", "{\"text\":\"Dzwonić rano\"}",
                headers -> headers.set("Change-Reason", "pro%C5%9Bba"));
        Answer changed = Api.of(web, "anna", "clients:read", "clients:write").patch(
                CLIENTS + client + "/notes/" + note.id(), note.etag(), "{\"text\":\"Dzwonić wieczorem\"}");
        api.delete(CLIENTS + client + "/notes/" + note.id(), changed.etag());

        List<JsonNode> entries = history(client, "?field=notes");

        assertThat(entries).hasSize(3);
        assertThat(entries).extracting(entry -> entry.path("action").asString())
                .containsExactly("TAKEN_OFF", "CHANGED", "ADDED");
        JsonNode change = entries.get(1);
        assertThat(change.path("field").asString()).isEqualTo("notes[" + note.id() + "].text");
        assertThat(change.path("from").asString()).isEqualTo("Dzwonić rano");
        assertThat(change.path("to").asString()).isEqualTo("Dzwonić wieczorem");
        assertThat(change.path("who").asString()).isEqualTo("anna");
        assertThat(change.path("channel").asString()).isEqualTo("API");
        assertThat(entries.get(2).at("/to/text").asString()).isEqualTo("Dzwonić rano");
        assertThat(entries.get(2).path("why").asString()).isEqualTo("prośba");
        assertThat(api.get(CLIENTS + "{id}", client).etag()).as("the card is as it was").isEqualTo("\"1\"");
    }

    @Test
    void tellsOfAPhotoThatCameAndWent() {
        String client = company("Fotogeniczna");
        String first = put(client, PIXEL, null);
        String second = put(client, PIXEL, first);
        api.delete(CLIENTS + client + "/photo", second);

        List<JsonNode> entries = history(client, "?field=photo");

        assertThat(entries).extracting(entry -> entry.path("action").asString()).containsExactly("TAKEN_OFF", "ADDED");
        assertThat(entries.getLast().at("/to/mediaType").asString()).isEqualTo("image/png");
        assertThat(entries.getFirst().at("/from/size").asInt()).isEqualTo(PIXEL.length);
    }

    @Test
    void tellsEveryClientOfItsRepresentative() {
        String first = company("Pierwsza");
        String second = company("Druga");
        Answer person = person("Ewa", "Testowa");
        name(first, person, "Prezes");
        name(second, person, "Prokurent");
        name(second, person, "Dyrektor");
        var corrected = api.patch("/api/v1/representatives/" + person.id(), person.etag(),
                "{\"lastName\":\"Nowa\",\"phone\":\"500 100 200\"}");
        leave(first, person);

        String field = "representatives[" + person.id() + "]";
        assertThat(fields(first, "?field=representatives"))
                .containsExactly(field, field + ".lastName", field + ".phone", field);
        assertThat(history(first, "?action=TAKEN_OFF").getFirst().at("/from/lastName").asString()).isEqualTo("Nowa");
        assertThat(fields(second, "?field=representatives"))
                .containsExactly(field + ".lastName", field + ".phone", field + ".position", field);
        JsonNode position = history(second, "?field=" + field + ".position").getFirst();
        assertThat(position.path("from").asString()).isEqualTo("Prokurent");
        assertThat(position.path("to").asString()).isEqualTo("Dyrektor");

        leave(second, person);
        assertThat(api.delete("/api/v1/representatives/" + person.id(), corrected.etag()).status()).isEqualTo(204);
        assertThat(history(first, "?field=representatives")).hasSize(4)
                .allSatisfy(entry -> assertThat(entry.has("from") || entry.has("to")).isFalse());
    }

    @Test
    void tellsEachOfManyPositionsFromTheOneBefore() throws Exception {
        String client = company("Zmienna");
        Answer person = person("Jan", "Testowy");
        name(client, person, "0");

        Parallel.calls(8, i -> name(client, person, "stanowisko " + i));

        List<JsonNode> entries = history(client, "?field=representatives[" + person.id() + "].position");
        assertThat(entries).hasSize(8);
        for (int i = 0; i < 7; i++) {
            assertThat(entries.get(i).path("from")).isEqualTo(entries.get(i + 1).path("to"));
        }
    }

    @Test
    void readsTheHistoryOfADuplicateThroughTheSurvivorUntilTheMergeIsUndone() {
        String survivor = company("Zostająca");
        String duplicate = company("Dublet");
        String earlier = company("Dublet dubletu");
        assertThat(merge(duplicate, earlier).status()).isEqualTo(201);
        Answer note = api.post(CLIENTS + duplicate + "/notes", "{\"text\":\"ważne\"}");
        Answer merged = merge(survivor, duplicate);
        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        api.patch(CLIENTS + survivor + "/notes/" + note.id(), note.etag(), "{\"text\":\"ważniejsze\"}");

        assertThat(history(survivor, "?action=REGISTERED&field=name")).extracting(entry -> entry.path("to").asString())
                .containsExactly("Dublet dubletu", "Dublet", "Zostająca");
        assertThat(history(survivor, "?field=notes")).hasSize(2);
        assertThat(paged(survivor)).as("page by page the same").isEqualTo(keys(history(survivor, "?limit=500")))
                .doesNotHaveDuplicates();
        assertThat(api.get(CLIENTS + survivor + "/history?count=true&limit=1").body().path("total").asInt())
                .isEqualTo(paged(survivor).size());

        assertThat(api.delete(CLIENTS + survivor + "/merges/" + merged.id(), null).status()).isEqualTo(200);

        assertThat(history(survivor, "?action=REGISTERED&field=name")).hasSize(1);
        assertThat(history(survivor, "?field=notes")).as("went back with the note").isEmpty();
        assertThat(history(duplicate, "?field=notes")).hasSize(2);
        assertThat(history(duplicate, "?action=REGISTERED&field=name")).hasSize(2);
    }

    @Test
    void forgetsWhatWasSaidOfAnErasedClientAndOfItsPeople() {
        String erased = company("Znikająca");
        String other = company("Inna");
        Answer person = person("Olga", "Zapomniana");
        name(erased, person, "Prezes");
        name(other, person, "Prezes");
        leave(other, person);
        api.post(CLIENTS + erased + "/notes", "{\"text\":\"poufne-" + erased + "\"}");

        erasures.erase(UUID.fromString(erased)).block();

        assertThat(database.sql("select count(*) from client_change where changes::text like '%poufne-' || :id || '%'"
                + " or changes::text like '%Zapomniana%'")
                .bind("id", erased).mapValue(Long.class).one().block()).isZero();
        assertThat(history(other, "?field=representatives")).hasSize(2);
    }

    private String company(String name) {
        return api.post(CLIENTS.substring(0, CLIENTS.length() - 1), Cards.company(name)).id();
    }

    private Answer person(String firstName, String lastName) {
        return api.post("/api/v1/representatives", Cards.json(Map.of("firstName", firstName, "lastName", lastName)));
    }

    /** Whoever was too late looks again. */
    private Answer name(String client, Answer person, String position) {
        String people = CLIENTS + client + "/representatives";
        Answer answer;
        do {
            answer = api.put(people + "/" + person.id(), api.get(people).etag(),
                    Cards.json(Map.of("position", position)));
        } while (answer.status() == 412);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private void leave(String client, Answer person) {
        String people = CLIENTS + client + "/representatives";
        assertThat(api.delete(people + "/" + person.id(), api.get(people).etag()).status()).isEqualTo(204);
    }

    private String put(String client, byte[] picture, @Nullable String seen) {
        return String.valueOf(web.put().uri(CLIENTS + client + "/photo")
                .headers(headers -> {
                    headers.setBearerAuth(TestIssuer.token("sales", "clients:read", "clients:write"));
                    if (seen != null) {
                        headers.setIfMatch(seen);
                    }
                })
                .contentType(MediaType.IMAGE_PNG)
                .bodyValue(picture)
                .exchange()
                .expectStatus().isOk()
                .expectBody(Void.class).returnResult().getResponseHeaders().getETag());
    }

    private Answer merge(String survivor, String duplicate) {
        return api.post(CLIENTS + survivor + "/merge", Cards.json(Map.of("duplicateId", duplicate)));
    }

    private List<JsonNode> history(String client, String query) {
        return api.get(CLIENTS + client + "/history" + query).body().path("items").valueStream().toList();
    }

    private List<String> fields(String client, String query) {
        return history(client, query).stream().map(entry -> entry.path("field").asString()).toList();
    }

    private List<String> paged(String client) {
        var entries = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page = api.get(CLIENTS + client + "/history?limit=3" + cursor).body();
            page.path("items").forEach(entries::add);
            cursor = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        return keys(entries);
    }

    private static List<String> keys(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("when").asString() + entry.path("clientId").asString()
                + entry.path("version").asString("") + entry.path("field").asString("")).toList();
    }
}
