package pl.kartoteka.client.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ClientControllerIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String PESEL = "44051401359";

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
    void registersTheCardOfTheDocumentationAsWritten() {
        var created = api.post(CLIENTS, Cards.bakery());

        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        assertThat(created.headers().getLocation()).hasToString(CLIENTS + "/" + created.id());
        assertThat(created.etag()).isEqualTo("\"1\"");
        assertThat(created.body().at("/customFields/tier").asString()).isEqualTo("gold");
        assertThat(created.body().at("/terms/creditLimit/amount").asString()).isEqualTo("10000.00");
        assertThat(created.body().at("/terms/discountPercent").asString()).isEqualTo("5.00");
        var read = api.get(CLIENTS + "/" + created.id());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.etag()).isEqualTo("\"1\"");
        ((ObjectNode) created.body()).remove("warnings");
        assertThat(read.body()).isEqualTo(created.body());
    }

    @Test
    void publishesTheWholeClientAfterRegistration() {
        String nip = Cards.freshNip();
        String id = api.post(CLIENTS, Cards.bakery(nip)).id();

        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.registered.v1", id);

        assertThat(event.sequence()).isEqualTo("1");
        JsonNode client = event.data().path("client");
        assertThat(client.path("nip").asString()).isEqualTo(nip);
        assertThat(client.at("/addresses/0/city").asString()).isEqualTo("Łódź");
        assertThat(client.at("/customFields/tier").asString()).isEqualTo("gold");
    }

    @Test
    void keepsNumbersWithoutTheWayTheyWereWritten() {
        String nip = Cards.freshNip();
        String written = "PL " + nip.substring(0, 3) + "-" + nip.substring(3, 6) + "-" + nip.substring(6, 8) + "-"
                + nip.substring(8);
        var card = Cards.company("Huta Szkła").put("nip", written).put("regon", "610 188 201");
        card.putArray("phones").addObject().put("number", "500 100 200");
        card.putArray("emails").addObject().put("address", " Biuro@HUTA.example ");
        card.putArray("addresses").addObject().put("use", "REGISTERED").put("city", "Kraków").put("postalCode",
                "30001");

        var client = api.post(CLIENTS, card).body();

        assertThat(client.path("nip").asString()).isEqualTo(nip);
        assertThat(client.path("regon").asString()).isEqualTo("610188201");
        assertThat(client.at("/phones/0/number").asString()).isEqualTo("+48500100200");
        assertThat(client.at("/emails/0/address").asString()).isEqualTo("Biuro@huta.example");
        assertThat(client.at("/addresses/0/postalCode").asString()).isEqualTo("30-001");
        assertThat(client.path("stage").asString()).isEqualTo("POTENTIAL");
        assertThat(client.path("active").asBoolean()).isTrue();
    }

    @Test
    void refusesSecondClientWithSameNipAndNamesTheWaysOn() {
        String nip = Cards.freshNip();
        var first = api.post(CLIENTS, Cards.bakery(nip));

        var second = api.post(CLIENTS, Cards.company("Druga").put("nip", nip));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("type").asString()).isEqualTo("urn:kartoteka:problem:nip-in-use");
        assertThat(second.body().at("/existing/id").asString()).isEqualTo(first.id());
        assertThat(second.body().at("/existing/name").asString()).isEqualTo("Piekarnia Złoty Kłos sp. z o.o.");
        assertThat(second.body().path("waysOn").toString())
                .isEqualTo("[\"OPEN\",\"ADD_AS_BRANCH\",\"ADD_AS_HEAD_OFFICE\"]");
    }

    @Test
    void namesNoWayOnThatIsClosed() {
        String nip = Cards.freshNip();
        var headOffice = api.post(CLIENTS, Cards.bakery());
        api.post(CLIENTS, Cards.company("Oddział").put("nip", nip).put("headOfficeId", headOffice.id()));

        var refused = api.post(CLIENTS, Cards.company("Druga").put("nip", nip));

        assertThat(refused.body().path("waysOn").toString()).isEqualTo("[\"OPEN\",\"ADD_AS_BRANCH\"]");
    }

    @Test
    void letsBranchShareTheNipOfItsHeadOfficeOnly() {
        String nip = Cards.freshNip();
        var headOffice = api.post(CLIENTS, Cards.bakery(nip));
        var stranger = api.post(CLIENTS, Cards.company("Obca"));

        var branch = api.post(CLIENTS, Cards.company("Oddział").put("nip", nip).put("headOfficeId", headOffice.id()));
        var wrong = api.post(CLIENTS, Cards.company("Cudzy").put("nip", nip).put("headOfficeId", stranger.id()));

        assertThat(branch.status()).isEqualTo(201);
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.body().at("/existing/id").asString()).isEqualTo(headOffice.id());
    }

    @Test
    void putsNewHeadOfficeAboveWhoeverHasTheNip() {
        String nip = Cards.freshNip();
        var existing = api.post(CLIENTS, Cards.bakery(nip));

        var above = api.post(CLIENTS + "?headOfficeOf=" + existing.id(), Cards.company("Centrala").put("nip", nip));

        assertThat(above.status()).as("%s", above.body()).isEqualTo(201);
        var branch = api.get(CLIENTS + "/" + existing.id());
        assertThat(branch.body().path("headOfficeId").asString()).isEqualTo(above.id());
        assertThat(branch.etag()).isEqualTo("\"2\"");
        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", existing.id());
        var again = api.post(CLIENTS + "?headOfficeOf=" + existing.id(), Cards.company("Jeszcze wyżej"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("type").asString()).endsWith(":already-branch");
    }

    @Test
    void refusesToChangeNipThatBranchesShare() {
        String nip = Cards.freshNip();
        var headOffice = api.post(CLIENTS, Cards.bakery(nip));
        api.post(CLIENTS, Cards.company("Oddział").put("nip", nip).put("headOfficeId", headOffice.id()));

        var refused = api.patch(CLIENTS + "/" + headOffice.id(), headOffice.etag(),
                Cards.json(Map.of("nip", Cards.freshNip())));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).endsWith(":branches-share-nip");
        assertThat(api.get(CLIENTS + "/" + headOffice.id()).etag()).isEqualTo("\"1\"");
    }

    @Test
    void changesOnlyWhatThePatchNames() {
        var created = api.post(CLIENTS, Cards.bakery());

        var patched = api.patch(CLIENTS + "/" + created.id(), created.etag(),
                "{\"shortName\":null,\"terms\":{\"paymentDays\":30},\"customFields\":{\"tier\":\"silver\"}}");

        assertThat(patched.status()).as("%s", patched.body()).isEqualTo(200);
        assertThat(patched.etag()).isEqualTo("\"2\"");
        assertThat(patched.body().has("shortName")).isFalse();
        assertThat(patched.body().at("/terms/paymentDays").asInt()).isEqualTo(30);
        assertThat(patched.body().at("/terms/priceList").asString()).isEqualTo("B2B");
        assertThat(patched.body().at("/customFields/tier").asString()).isEqualTo("silver");
        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", created.id());
        assertThat(event.sequence()).isEqualTo("2");
        assertThat(event.data().path("changed").toString()).contains("shortName", "terms", "customFields");
    }

    @Test
    void leavesClientAloneWhenThePatchChangesNothing() {
        var created = api.post(CLIENTS, Cards.bakery());

        var patched = api.patch(CLIENTS + "/" + created.id(), created.etag(), "{\"importance\":\"HIGH\"}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.etag()).isEqualTo(created.etag());
    }

    @Test
    void tellsDownstreamOfDeactivation() {
        var created = api.post(CLIENTS, Cards.bakery());

        api.patch(CLIENTS + "/" + created.id(), created.etag(), "{\"active\":false}");

        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.deactivated.v1", created.id());
        assertThat(event.data().at("/client/active").asBoolean()).isFalse();
    }

    @Test
    void refusesStaleMissingAndMalformedIfMatch() {
        var created = api.post(CLIENTS, Cards.bakery());
        String path = CLIENTS + "/" + created.id();
        api.patch(path, created.etag(), "{\"importance\":\"LOW\"}");

        assertThat(api.patch(path, created.etag(), "{\"importance\":\"KEY\"}").status()).isEqualTo(412);
        assertThat(api.patch(path, null, "{\"importance\":\"KEY\"}").status()).isEqualTo(428);
        assertThat(api.patch(path, "yesterday", "{\"importance\":\"KEY\"}").status()).isEqualTo(400);
        assertThat(api.delete(path, created.etag()).status()).isEqualTo(412);
        assertThat(api.delete(path, null).status()).isEqualTo(428);
        assertThat(api.get(path).body().path("importance").asString()).isEqualTo("LOW");
    }

    @Test
    void refusesNipInUseInPatchToo() {
        String nip = Cards.freshNip();
        var holder = api.post(CLIENTS, Cards.bakery(nip));
        var other = api.post(CLIENTS, Cards.company("Inna"));

        var refused = api.patch(CLIENTS + "/" + other.id(), other.etag(), Cards.json(Map.of("nip", nip)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/existing/id").asString()).isEqualTo(holder.id());
    }

    @Test
    void refusesAnotherKindInPatch() {
        var created = api.post(CLIENTS, Cards.company("Firma"));

        var refused = api.patch(CLIENTS + "/" + created.id(), created.etag(), "{\"kind\":\"INSTITUTION\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("kind.fixed");
    }

    @Test
    void refusesHeadOfficesInCircle() {
        var top = api.post(CLIENTS, Cards.company("Góra"));
        var middle = api.post(CLIENTS, Cards.company("Środek").put("headOfficeId", top.id()));
        var bottom = api.post(CLIENTS, Cards.company("Dół").put("headOfficeId", middle.id()));

        var circle = api.patch(CLIENTS + "/" + top.id(), top.etag(), Cards.json(Map.of("headOfficeId", bottom.id())));
        var itself = api.patch(CLIENTS + "/" + top.id(), top.etag(), Cards.json(Map.of("headOfficeId", top.id())));

        assertThat(circle.status()).isEqualTo(409);
        assertThat(circle.body().path("type").asString()).endsWith(":head-office-circle");
        assertThat(itself.status()).isEqualTo(409);
        assertThat(itself.body().path("type").asString()).endsWith(":head-office-circle");
    }

    @Test
    void removesClientAndTellsDownstream() {
        var created = api.post(CLIENTS, Cards.bakery());
        String path = CLIENTS + "/" + created.id();

        assertThat(api.delete(path, created.etag()).status()).isEqualTo(204);

        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.get(path + "/history").status()).isEqualTo(404);
        var erased = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.erased.v1", created.id());
        assertThat(erased.sequence()).isEqualTo("2");
        KafkaProbe.shared().await(ClientEvent.TOPIC,
                record -> created.id().equals(record.key()) && record.value() == null);
    }

    @Test
    void forgetsWhatWasSaidAboutRemovedClientButNotWhoRemovedIt() {
        var created = api.post(CLIENTS, Cards.bakery());
        api.patch(CLIENTS + "/" + created.id(), created.etag(), "{\"shortName\":\"Kłos\"}");

        assertThat(api.delete(CLIENTS + "/" + created.id(), "\"2\"").status()).isEqualTo(204);

        String left = database
                .sql("select string_agg(version || ' ' || action || ' ' || changed_by || ' ' || changes, ';')"
                        + " from client_change where client_id = :id")
                .bind("id", UUID.fromString(created.id()))
                .mapValue(String.class)
                .one()
                .block();
        assertThat(left).isEqualTo("3 REMOVED sales []");
    }

    @Test
    void refusesToRemoveClientOnWhichSomethingHangs() {
        var headOffice = api.post(CLIENTS, Cards.bakery());
        api.post(CLIENTS, Cards.company("Oddział").put("headOfficeId", headOffice.id()));

        var refused = api.delete(CLIENTS + "/" + headOffice.id(), headOffice.etag());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/reasons/branches").asInt()).isEqualTo(1);
        assertThat(refused.body().at("/reasons/salesDocuments").asInt()).isZero();
    }

    @Test
    void answersUnknownClientWith404InTheLanguageOfTheCaller() {
        var unknown = api.get(CLIENTS + "/" + UUID.randomUUID());

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().path("type").asString()).isEqualTo("urn:kartoteka:problem:client-not-found");
        assertThat(unknown.body().path("title").asString()).isEqualTo("No such client");
        assertThat(api.get(CLIENTS + "/nonsense").status()).isEqualTo(400);
    }

    @Test
    void givesFirstAnswerAgainForSameIdempotencyKey() {
        var card = Cards.bakery();
        String key = UUID.randomUUID().toString();

        var first = api.post(CLIENTS, card, headers -> headers.set("Idempotency-Key", key));
        var again = api.post(CLIENTS, card, headers -> headers.set("Idempotency-Key", key));
        var other = api.post(CLIENTS, Cards.bakery(), headers -> headers.set("Idempotency-Key", key));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void showsPeselOnlyToThoseWhoMaySeeItAndKeepsItSealed() {
        var created = api.post(CLIENTS, Cards.person("Jan", "Testowy").put("pesel", PESEL));
        var sensitive = Api.of(web, "iod", "clients:read", "clients:write", "clients:sensitive");
        String path = CLIENTS + "/" + created.id();

        assertThat(created.body().path("pesel").asString()).isEqualTo("***********");
        assertThat(api.get(path).body().path("pesel").asString()).isEqualTo("***********");
        assertThat(sensitive.get(path).body().path("pesel").asString()).isEqualTo(PESEL);
        var changed = api.patch(path, created.etag(), "{\"lastName\":\"Próbny\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("name").asString()).isEqualTo("Jan Próbny");
        assertThat(sensitive.get(path).body().path("pesel").asString()).isEqualTo(PESEL);
        sensitive.patch(path, changed.etag(), "{\"pesel\":\"92041903790\"}");
        assertThat(api.get(path + "/history").body().toString()).contains("pesel").doesNotContain(PESEL, "92041903790");
        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", created.id());
        assertThat(KafkaProbe.shared().events(ClientEvent.TOPIC, created.id()))
                .allSatisfy(event -> assertThat(event.data().toString()).doesNotContain(PESEL, "92041903790",
                        "\"pesel\":"));
        String rows = database.sql("""
                select (select card::text from client where id = :id)
                       || (select string_agg(changes::text, '') from client_change where client_id = :id)
                       || coalesce((select string_agg(convert_from(data, 'UTF8'), '') from outbox where key = cast(:id as text)), '')
                """)
                .bind("id", UUID.fromString(created.id()))
                .mapValue(String.class)
                .one()
                .block();
        assertThat(rows).doesNotContain(PESEL, "92041903790").contains("v1:");
    }

    @Test
    void tellsWhoChangedWhatAndWhy() {
        var created = api.post(CLIENTS, Cards.bakery());
        var other = Api.of(web, "anna", "clients:read", "clients:write");
        String reason = URLEncoder.encode("Aneks nr 2 – dłuższy termin", StandardCharsets.UTF_8).replace("+", "%20");

        web.patch().uri(CLIENTS + "/" + created.id())
                .headers(headers -> headers.setBearerAuth(pl.kartoteka.test.TestIssuer.token("anna", "clients:write")))
                .header("If-Match", created.etag())
                .header("Change-Reason", reason)
                .header("Content-Type", Api.MERGE_PATCH)
                .bodyValue("{\"terms\":{\"paymentDays\":30},\"emails\":[]}")
                .exchange()
                .expectStatus().isOk();

        var history = other.get(CLIENTS + "/" + created.id() + "/history?count=true&limit=2").body();
        JsonNode days = history.path("items").valueStream()
                .filter(entry -> entry.path("field").asString().equals("terms.paymentDays"))
                .findFirst()
                .orElseThrow();
        assertThat(days.path("from").asInt()).isEqualTo(14);
        assertThat(days.path("to").asInt()).isEqualTo(30);
        assertThat(days.path("who").asString()).isEqualTo("anna");
        assertThat(days.path("why").asString()).isEqualTo("Aneks nr 2 – dłuższy termin");
        assertThat(days.path("when").asString()).isNotEmpty();
        assertThat(days.path("channel").asString()).isEqualTo("API");
        assertThat(history.path("total").asInt()).isGreaterThan(5);
        var rest = other.get(CLIENTS + "/" + created.id() + "/history?cursor=" + history.path("nextCursor").asString())
                .body();
        assertThat(rest.path("items").size()).isEqualTo(history.path("total").asInt() - 2);
        assertThat(rest.path("items").valueStream()).allSatisfy(
                entry -> assertThat(entry.path("action").asString()).isEqualTo("REGISTERED"));
    }
}
