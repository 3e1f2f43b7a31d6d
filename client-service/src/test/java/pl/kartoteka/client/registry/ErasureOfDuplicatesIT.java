package pl.kartoteka.client.registry;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Erasing;
import pl.kartoteka.client.OtherTransaction;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PersonalTraces;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.client.Erasing.counted;
import static pl.kartoteka.client.Erasing.erase;

@ServiceTest
class ErasureOfDuplicatesIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Environment settings;

    private final String mark = "x" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void takesTheDuplicatesThatWereMergedIntoThePersonTooHoweverFarAway() {
        var survivor = person("a");
        var duplicate = person("b");
        var its = person("c");
        merge(duplicate, its);
        merge(survivor, duplicate);

        JsonNode receipt = erase(survivor.id(), 1);

        assertThat(counted(receipt, "erased")).containsEntry("card", 3);
        assertThat(PersonalTraces.left(settings, List.of(mark))).isEmpty();
        assertThat(api.get(CLIENTS + "/" + duplicate.id()).status()).isEqualTo(404);
        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.erased.v1", duplicate.id());
        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.erased.v1", its.id());
    }

    @Test
    void takesWhatHungOnADuplicateAndCouldNotGoWithIt() {
        var survivor = person("a");
        var duplicate = person("b");
        // Both have a photo and are acted for by the same person, so those of the duplicate stay where they are.
        var acting = api.post("/api/v1/representatives",
                Cards.json(Map.of("firstName", "Jan", "lastName", "Pełnomocnik-" + mark)));
        for (Answer client : List.of(survivor, duplicate)) {
            String path = CLIENTS + "/" + client.id();
            web.put().uri(path + "/photo").headers(headers -> headers.setBearerAuth(TestIssuer.token("sales",
                    "clients:write"))).contentType(MediaType.IMAGE_PNG).bodyValue(PNG).exchange().expectStatus().isOk();
            assertThat(api.send(HttpMethod.PUT, path + "/representatives/" + acting.id(),
                    "{\"position\":\"prokurent\"}", _ -> {}).status()).isLessThan(300);
        }
        merge(survivor, duplicate);
        database.sql("""
                insert into note (id, client_id, text, pinned, author, created_at, changed_by, updated_at, version)
                values (:id, :client, :text, false, 'sales', now(), 'sales', now(), 1)""")
                .bind("id", UUID.randomUUID()).bind("client", UUID.fromString(duplicate.id())).bind("text", mark)
                .then().block();
        database.sql("""
                insert into attachment (id, client_id, name, media_type, size, sha256, added_at, added_by)
                values (:id, :client, :text, 'text/plain', 1, '', now(), 'sales')""")
                .bind("id", UUID.randomUUID()).bind("client", UUID.fromString(duplicate.id())).bind("text", mark)
                .then().block();

        JsonNode receipt = erase(survivor.id(), 1);

        assertThat(counted(receipt, "erased")).containsEntry("notes", 1).containsEntry("attachments", 1)
                .containsEntry("photo", 2);
        assertThat(PersonalTraces.left(settings, List.of(mark))).isEmpty();
    }

    @Test
    void takesAnswersThatNameADuplicateOnly() {
        var survivor = person("a");
        ObjectNode card = card("b");
        String key = UUID.randomUUID().toString();
        var duplicate = api.post(CLIENTS, card, headers -> headers.set("Idempotency-Key", key));
        merge(survivor, duplicate);

        erase(survivor.id(), 1);

        assertThat(PersonalTraces.left(settings, List.of(mark))).isEmpty();
        var again = api.post(CLIENTS, card, headers -> headers.set("Idempotency-Key", key));
        assertThat(again.body().path("type").asString()).endsWith("answer-erased");
    }

    @Test
    void tellsTheSameOfDuplicatesWhenItIsAskedAgain() {
        var survivor = person("a");
        var duplicate = person("b");
        merge(survivor, duplicate);
        // As documents of a duplicate lay before they followed a merge.
        var document = api.post("/api/v1/sales-documents", """
                {"clientId":"%s","number":"FV/%s","type":"INVOICE","issuedOn":"2026-11-20","gross":{"amount":"1.00","currency":"PLN"}}
                """.formatted(survivor.id(), mark));
        database.sql("update sales_document set client_id = :client where id = :id")
                .bind("client", UUID.fromString(duplicate.id())).bind("id", UUID.fromString(document.id()))
                .then().block();

        JsonNode first = erase(survivor.id(), 1);
        JsonNode second = erase(survivor.id(), 2);

        assertThat(counted(first, "kept")).containsEntry("sales-documents", 1).containsEntry("identifier-hashes", 3);
        assertThat(second.path("kept")).isEqualTo(first.path("kept"));
        assertThat(second.path("erased")).isEqualTo(first.path("erased"));
    }

    @Test
    void leavesNothingOnWhomThePersonWasTakenForUntilTheMergeWasUndone() {
        var other = api.post(CLIENTS, Cards.person("Inna", "Osoba").put("shortName", "Inna"));
        var wronged = person("a");
        var merged = api.post(CLIENTS + "/" + other.id() + "/merge",
                Cards.json(Map.of("duplicateId", wronged.id())),
                headers -> headers.set("Change-Reason", "to%20" + mark));
        var meanwhile = api.patch(CLIENTS + "/" + other.id(), merged.etag(), "{\"shortName\":\"Zmieniona\"}");
        var undone = api.delete(CLIENTS + "/" + other.id() + "/merges/" + merged.id(), meanwhile.etag());
        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        api.patch(CLIENTS + "/" + other.id(), "\"4\"", "{\"shortName\":\"Później\"}");
        assertThat(history(other)).contains(mark, "Inna");

        erase(wronged.id(), 1);

        assertThat(PersonalTraces.left(settings, List.of(mark))).isEmpty();
        assertThat(history(other)).contains("emails", "MERGED", "UNMERGED", "Inna", "Później");
        assertThat(api.get(CLIENTS + "/" + other.id()).body().path("shortName").asString()).isEqualTo("Później");
    }

    @Test
    void holdsNobodyWhileItQueuesForTheStructure() throws Exception {
        var office = api.post(CLIENTS, Cards.company("Centrala " + mark));
        var branch = api.post(CLIENTS, Cards.company("Oddział " + mark).put("headOfficeId", office.id()));

        try (var moving = OtherTransaction.begin(settings)) {
            moving.run("select pg_advisory_xact_lock(hashtext('client-service.head-offices'))");
            Erasing.request(office.id(), 1);
            moving.awaitWaiting(1);
            moving.run("select from client where id = ? for update nowait", UUID.fromString(office.id()));
            moving.commit();
        }

        assertThat(counted(Erasing.receipt(office.id(), 1), "erased")).containsEntry("links-of-branches", 1);
        assertThat(api.get(CLIENTS + "/" + branch.id()).body().has("headOfficeId")).isFalse();
    }

    private Answer person(String which) {
        return api.post(CLIENTS, card(which));
    }

    private ObjectNode card(String which) {
        ObjectNode card = Cards.person("Łucja", "Testowa-" + mark).put("nip", Cards.freshNip());
        card.putArray("emails").addObject().put("address", which + mark + "@osoba.example").putArray("uses")
                .add("MAIN");
        return card;
    }

    private Answer merge(Answer survivor, Answer duplicate) {
        var merged = api.post(CLIENTS + "/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", duplicate.id())));
        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        return merged;
    }

    private String history(Answer client) {
        return api.get(CLIENTS + "/" + client.id() + "/history").body().toString();
    }
}
