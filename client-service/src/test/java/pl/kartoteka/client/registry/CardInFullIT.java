package pl.kartoteka.client.registry;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class CardInFullIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void offersClientThatExistsNoHeadOfficeOfNew() {
        String nip = Cards.freshNip();
        var holder = api.post(CLIENTS, Cards.bakery(nip));
        var other = api.post(CLIENTS, Cards.company("Inna"));
        var below = api.post(CLIENTS, Cards.company("Pod inną").put("headOfficeId", other.id()));

        var refused = api.patch(CLIENTS + "/" + other.id(), other.etag(), Cards.json(Map.of("nip", nip)));
        var circle = api.patch(CLIENTS + "/" + other.id(), other.etag(),
                Cards.json(Map.of("nip", below.body().path("nip").asString())));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/existing/id").asString()).isEqualTo(holder.id());
        assertThat(refused.body().path("waysOn").toString()).isEqualTo("[\"OPEN\",\"ADD_AS_BRANCH\"]");
        assertThat(circle.body().path("waysOn").toString()).isEqualTo("[\"OPEN\"]");
    }

    @Test
    void demotesNobodyWhoseStageIsEmptied() {
        var client = api.post(CLIENTS, Cards.company("Stały").put("stage", "STANDARD").put("active", false));

        var patched = api.patch(CLIENTS + "/" + client.id(), client.etag(),
                "{\"stage\":null,\"active\":null,\"shortName\":\"S\"}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().path("stage").asString()).isEqualTo("STANDARD");
        assertThat(patched.body().path("active").asBoolean()).isFalse();
    }

    @Test
    void showsNumberOfIdDocumentOnlyToWhomMaySeeItAndKeepsItSealed() {
        var card = Cards.person("Zofia", "Testowa");
        card.putObject("idDocument").put("type", "ID_CARD").put("number", "aba 300000").put("validUntil", "2031-05-01");
        var created = api.post(CLIENTS, card);
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        assertThat(created.body().at("/idDocument/number").asString()).isEqualTo("*********");
        assertThat(created.body().at("/idDocument/validUntil").asString()).isEqualTo("2031-05-01");

        var changed = api.patch(CLIENTS + "/" + created.id(), created.etag(),
                "{\"idDocument\":{\"type\":\"PASSPORT\",\"number\":\"ZS0000177\"}}");

        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
        var privileged = Api.of(web, "inspektor", "clients:read", "clients:sensitive");
        assertThat(privileged.get(CLIENTS + "/" + created.id()).body().at("/idDocument/number").asString())
                .isEqualTo("ZS0000177");
        assertThat(privileged.get(CLIENTS + "/" + created.id()).body().at("/idDocument/validUntil").asString())
                .isEqualTo("2031-05-01");
        String everything = database.sql("select card::text || (select string_agg(changes::text, '') from client_change"
                + " where client_id = id) as kept from client where id = :id")
                .bind("id", UUID.fromString(created.id())).mapValue(String.class).one().block();
        assertThat(everything).doesNotContain("ZS0000177").doesNotContain("ABA300000");
        assertThat(api.get(CLIENTS + "/{id}/history", created.id()).body().path("items").valueStream()
                .map(entry -> entry.path("version").asInt() + " " + entry.path("field").asString()))
                .contains("2 idDocument.number", "2 idDocument.type");
        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", created.id());
        assertThat(event.data().toString()).doesNotContain("ZS0000177");
    }

    @Test
    void refusesIdDocumentThatDoesNotCheckAndOneOfCompany() {
        var person = Cards.person("Zofia", "Testowa");
        person.putObject("idDocument").put("type", "ID_CARD").put("number", "ABA300001");
        var company = Cards.company("Firma");
        company.putObject("idDocument").put("type", "PASSPORT").put("number", "X12").put("country", "DE");

        assertThat(api.post(CLIENTS, person).body().at("/errors/0/field").asString()).isEqualTo("idDocument.number");
        assertThat(api.post(CLIENTS, company).body().at("/errors/0/field").asString()).isEqualTo("idDocument");
    }
}
