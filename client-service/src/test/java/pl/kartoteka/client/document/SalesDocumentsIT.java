package pl.kartoteka.client.document;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import pl.kartoteka.http.Cursor;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class SalesDocumentsIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String DOCUMENTS = "/api/v1/sales-documents";

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private DocumentIntake intake;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void makesPotentialClientStandardWithItsFirstDocument() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));

        var document = api.post(DOCUMENTS, invoice(nip, "FV/1", "123.00"));

        assertThat(document.status()).as("%s", document.body()).isEqualTo(201);
        assertThat(document.body().path("clientId").asString()).isEqualTo(client.id());
        var promoted = api.get(CLIENTS + "/" + client.id());
        assertThat(promoted.body().path("stage").asString()).isEqualTo("STANDARD");
        assertThat(promoted.etag()).isEqualTo("\"2\"");
        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.promoted.v1", client.id());
        assertThat(event.sequence()).isEqualTo("2");
        assertThat(event.data().at("/client/stage").asString()).isEqualTo("STANDARD");
        assertThat(event.data().at("/client/name").asString()).isEqualTo("Piekarnia Złoty Kłos sp. z o.o.");
        var history = api.get(CLIENTS + "/" + client.id() + "/history").body().at("/items/0");
        assertThat(history.path("action").asString()).isEqualTo("PROMOTED");
        assertThat(history.path("channel").asString()).isEqualTo("SALES_DOCUMENT");
        assertThat(history.path("to").asString()).isEqualTo("STANDARD");
    }

    @Test
    void promotesOnceEvenWhenSomebodyMakesTheClientPotentialAgain() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        api.post(DOCUMENTS, invoice(nip, "FV/1", "1.00"));
        api.patch(CLIENTS + "/" + client.id(), "\"2\"", "{\"stage\":\"POTENTIAL\"}");

        api.post(DOCUMENTS, invoice(nip, "FV/2", "1.00"));

        assertThat(api.get(CLIENTS + "/" + client.id()).body().path("stage").asString()).isEqualTo("POTENTIAL");
    }

    @Test
    void letsOffersAndCancelledDocumentsPromoteNobody() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));

        api.post(DOCUMENTS, invoice(nip, "PF/1", "1.00").put("type", "PROFORMA"));
        api.post(DOCUMENTS, invoice(nip, "ZK/1", "1.00").put("type", "ORDER"));
        api.post(DOCUMENTS, invoice(nip, "FV/1", "1.00").put("status", "CANCELLED"));

        assertThat(api.get(CLIENTS + "/" + client.id()).etag()).isEqualTo("\"1\"");
        assertThat(totals(client.id()).path("count").asInt()).isZero();
    }

    @Test
    void takesSameNumberFromSameSourceForSameDocument() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        var other = Api.of(web, "pos", "documents:write");

        var first = api.post(DOCUMENTS, invoice(nip, "FV/7", "100.00"));
        var again = api.post(DOCUMENTS, invoice(nip, "FV/7", "100.00"));
        other.post(DOCUMENTS, invoice(nip, "FV/7", "50.00"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(totals(client.id()).path("count").asInt()).isEqualTo(2);
        assertThat(totals(client.id()).at("/turnover/0/amount").asString()).isEqualTo("150.00");
    }

    @Test
    void letsTheLaterTellingCountWhateverArrivesFirst() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));

        api.post(DOCUMENTS, paid(invoice(nip, "FV/1", "100.00").put("changedAt", "2026-11-20T12:00:00Z"), "100.00"));
        api.post(DOCUMENTS, paid(invoice(nip, "FV/1", "100.00").put("changedAt", "2026-11-20T10:00:00Z"), "0.00"));
        api.post(DOCUMENTS, invoice(nip, "FV/2", "10.00").put("status", "CANCELLED"));
        api.post(DOCUMENTS, invoice(nip, "FV/2", "10.00"));

        var totals = totals(client.id());
        assertThat(totals.at("/balance/0/amount").asString()).isEqualTo("0.00");
        assertThat(totals.path("count").asInt()).isEqualTo(1);
    }

    @Test
    void takesCancelledDocumentOutOfTheTotals() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        api.post(DOCUMENTS, paid(invoice(nip, "FV/1", "100.00"), "30.00"));
        api.post(DOCUMENTS, invoice(nip, "FV/2", "40.00").put("issuedOn", "2026-11-21"));
        ObjectNode euro = invoice(nip, "FV/3", "7.00");
        euro.putObject("gross").put("amount", "7.00").put("currency", "EUR");
        api.post(DOCUMENTS, euro);

        var before = totals(client.id());
        api.post(DOCUMENTS, invoice(nip, "FV/2", "40.00").put("status", "CANCELLED"));
        var after = totals(client.id());

        assertThat(before.toString()).isEqualTo("{\"count\":3,\"lastIssuedOn\":\"2026-11-21\","
                + "\"turnover\":[{\"amount\":\"140.00\",\"currency\":\"PLN\"},{\"amount\":\"7.00\",\"currency\":\"EUR\"}],"
                + "\"balance\":[{\"amount\":\"110.00\",\"currency\":\"PLN\"},{\"amount\":\"7.00\",\"currency\":\"EUR\"}]}");
        assertThat(after.path("count").asInt()).isEqualTo(2);
        assertThat(after.path("lastIssuedOn").asString()).isEqualTo("2026-11-20");
        assertThat(after.at("/turnover/0/amount").asString()).isEqualTo("100.00");
        assertThat(after.at("/balance/0/amount").asString()).isEqualTo("70.00");
    }

    @Test
    void keepsDocumentsOfUnknownClientsUntilTheyAppear() {
        String nip = Cards.freshNip();
        var waiting = api.post(DOCUMENTS, invoice(nip, "FV/1", "100.00"));
        assertThat(waiting.status()).isEqualTo(201);
        assertThat(waiting.body().has("clientId")).isFalse();

        var client = api.post(CLIENTS, Cards.bakery(nip));

        assertThat(client.body().path("stage").asString()).isEqualTo("STANDARD");
        assertThat(client.etag()).isEqualTo("\"2\"");
        assertThat(totals(client.id()).path("count").asInt()).isEqualTo(1);
        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.promoted.v1", client.id());
        assertThat(KafkaProbe.shared().events(ClientEvent.TOPIC, client.id())).extracting(event -> event.sequence())
                .containsExactly("1", "2");
    }

    @Test
    void matchesWaitingDocumentsWhenClientGetsItsNip() {
        String nip = Cards.freshNip();
        api.post(DOCUMENTS, invoice(nip, "FV/1", "100.00"));
        var client = api.post(CLIENTS, Cards.json(Map.of("kind", "COMPANY", "name", "Jeszcze bez NIP")));

        var patched = api.patch(CLIENTS + "/" + client.id(), client.etag(), Cards.json(Map.of("nip", nip)));

        assertThat(patched.etag()).isEqualTo("\"3\"");
        assertThat(patched.body().path("stage").asString()).isEqualTo("STANDARD");
    }

    @Test
    void leavesDocumentWithItsClientWhenTheNipChangesHandsMeanwhile() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        api.post(DOCUMENTS, invoice(nip, "FV/1", "100.00"));
        var moved = api.patch(CLIENTS + "/" + client.id(), "\"2\"", Cards.json(Map.of("nip", Cards.freshNip())));
        var successor = api.post(CLIENTS, Cards.bakery(nip));

        var settled = api.post(DOCUMENTS, paid(invoice(nip, "FV/1", "100.00"), "100.00"));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(settled.body().path("clientId").asString()).isEqualTo(client.id());
        assertThat(totals(client.id()).at("/balance/0/amount").asString()).isEqualTo("0.00");
        assertThat(totals(successor.id()).path("count").asInt()).isZero();
    }

    @Test
    void movesDocumentToTheClientThatItsSourceNamesInstead() {
        String nip = Cards.freshNip();
        var wrong = api.post(CLIENTS, Cards.bakery(nip));
        var right = api.post(CLIENTS, Cards.bakery());
        api.post(DOCUMENTS, invoice(nip, "FV/1", "100.00"));

        api.post(DOCUMENTS, invoice(nip, "FV/1", "100.00").put("clientId", right.id()));

        assertThat(totals(wrong.id()).path("count").asInt()).isZero();
        assertThat(totals(right.id()).path("count").asInt()).isEqualTo(1);
    }

    @Test
    void refusesCursorThatNoPageGave() {
        var client = api.post(CLIENTS, Cards.bakery());
        String cursor = Cursor.encode(List.of("+999999999-12-31", client.id()));

        assertThat(api.get(CLIENTS + "/" + client.id() + "/documents?cursor=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void attachesDocumentThatCameAtTheSameInstantAsItsClient() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        database.sql("""
                insert into sales_document (id, source, number, nip, type, status, issued_on, currency, gross, paid, received_at)
                values (:id, 'erp', :nip, :nip, 'INVOICE', 'ISSUED', '2026-11-20', 'PLN', 5.00, 5.00, now())
                """).bind("id", UUID.randomUUID()).bind("nip", nip).then().block();

        awaitBalance(client.id(), "0.00");

        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.promoted.v1", client.id());
        assertThat(event.sequence()).isEqualTo("2");
    }

    @Test
    void attachesDocumentsThatWaitedHoweverLong() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        database.sql("""
                insert into sales_document (id, source, number, nip, type, status, issued_on, currency, gross, paid, received_at)
                values (:id, 'erp', :nip, :nip, 'INVOICE', 'ISSUED', '2026-01-20', 'PLN', 5.00, 5.00, now() - interval '90 days')
                """).bind("id", UUID.randomUUID()).bind("nip", nip).then().block();

        intake.attachForgotten().block();

        assertThat(totals(client.id()).path("count").asInt()).isOne();
        assertThat(api.get(CLIENTS + "/" + client.id()).body().path("stage").asString()).isEqualTo("STANDARD");
    }

    @Test
    void takesCorrectionForNoFurtherSale() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        api.post(DOCUMENTS, invoice(nip, "FV/K/1", "100.00"));
        api.post(DOCUMENTS, invoice(nip, "KFV/K/1", "-30.00").put("type", "CORRECTION").put("issuedOn", "2026-11-25"));

        assertThat(totals(client.id()).path("count").asInt()).isOne();
        assertThat(totals(client.id()).path("lastIssuedOn").asString()).isEqualTo("2026-11-20");
        assertThat(totals(client.id()).at("/turnover/0/amount").asString()).isEqualTo("70.00");
        assertThat(totals(client.id()).at("/balance/0/amount").asString()).isEqualTo("70.00");
    }

    @Test
    void letsNoClockThatIsAheadOutdoWhatIsToldNext() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        api.post(DOCUMENTS, invoice(nip, "FV/P/1", "100.00").put("changedAt", "2999-01-01T00:00:00Z"));

        api.post(DOCUMENTS, invoice(nip, "FV/P/1", "80.00").put("changedAt", Instant.now().plusSeconds(60)
                .toString()));

        assertThat(totals(client.id()).at("/turnover/0/amount").asString()).isEqualTo("80.00");
    }

    @Test
    void readsDocumentsFromKafkaAndPutsPoisonousOnesAside() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        var poison = invoice(nip, "FV/0", "1.00").put("type", "SOMETHING");

        send(nip, "sales.document.issued.v1", poison);
        send(nip, "sales.document.issued.v1", invoice(nip, "FV/1", "100.00").put("changedAt", "2026-11-20T10:00:00Z"));
        send(nip, "sales.document.issued.v1", invoice(nip, "FV/1", "100.00").put("changedAt", "2026-11-20T10:00:00Z"));
        send(nip, "sales.document.paid.v1",
                paid(invoice(nip, "FV/1", "100.00").put("changedAt", "2026-11-20T11:00:00Z"), "100.00"));

        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.promoted.v1", client.id());
        awaitBalance(client.id(), "0.00");
        assertThat(totals(client.id()).path("count").asInt()).isEqualTo(1);
        KafkaProbe.shared().await("sales.documents.v1.dlt", record -> nip.equals(record.key()));
    }

    @Test
    void hangsDocumentsOnTheClient() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        for (int i = 1; i <= 3; i++) {
            api.post(DOCUMENTS, invoice(nip, "FV/" + i, i + ".00").put("issuedOn", "2026-11-0" + i));
        }

        var first = api.get(CLIENTS + "/" + client.id() + "/documents?limit=2&count=true").body();
        var rest = api
                .get(CLIENTS + "/" + client.id() + "/documents?limit=2&cursor=" + first.path("nextCursor").asString())
                .body();

        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(first.path("items").valueStream().map(item -> item.path("number").asString()))
                .containsExactly("FV/3/" + nip, "FV/2/" + nip);
        assertThat(rest.path("items").valueStream().map(item -> item.path("number").asString()))
                .containsExactly("FV/1/" + nip);
        assertThat(rest.has("nextCursor")).isFalse();
        assertThat(api.delete(CLIENTS + "/" + client.id(), "\"2\"").status()).isEqualTo(409);
        assertThat(api.get(CLIENTS + "/" + UUID.randomUUID() + "/documents").status()).isEqualTo(404);
    }

    @Test
    void namesEverythingWrongWithDocument() {
        var refused = api.post(DOCUMENTS, """
                {"nip":"123","number":" ","type":"BILL","issuedOn":"20.11.2026","gross":{"amount":"1.00","currency":"PLN"},
                 "paid":{"amount":"1.00","currency":"EUR"},"dueOn":"0001-01-01","colour":"red"}
                """);
        var nobody = api.post(DOCUMENTS, """
                {"number":"FV/1","type":"INVOICE","issuedOn":"2026-11-20","gross":{"amount":"1.00","currency":"PLN"}}
                """);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("nip", "number", "type", "issuedOn", "paid", "dueOn", "colour");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.body().at("/errors/0/code").asString()).isEqualTo("document.client-missing");
    }

    private JsonNode totals(String client) {
        return api.get(CLIENTS + "/" + client + "/documents").body().path("totals");
    }

    private void awaitBalance(String client, String amount) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!totals(client).at("/balance/0/amount").asString().equals(amount) && Instant.now().isBefore(deadline)) {
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(totals(client).at("/balance/0/amount").asString()).isEqualTo(amount);
    }

    private static void send(String key, String type, ObjectNode document) {
        String data = JsonMapper.shared().createObjectNode().set("document", document).toString();
        KafkaProbe.shared().send("sales.documents.v1", key, data.getBytes(StandardCharsets.UTF_8),
                Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(),
                        "ce_type", type, "ce_source", "urn:erp:test"));
    }

    private static ObjectNode invoice(String nip, String number, String amount) {
        // One source never uses a number twice; with the NIP in it no two tests do.
        ObjectNode document = Cards
                .json(Map.of("nip", nip, "number", number + "/" + nip, "type", "INVOICE", "issuedOn", "2026-11-20",
                        "status", "ISSUED"));
        document.putObject("gross").put("amount", amount).put("currency", "PLN");
        return document;
    }

    private static ObjectNode paid(ObjectNode document, String amount) {
        document.putObject("paid").put("amount", amount).put("currency", "PLN");
        return document;
    }
}
