package pl.kartoteka.client.registry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.CompanyEvent;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ExportRequested;
import pl.kartoteka.personal.Seal;
import pl.kartoteka.personal.SealedPiece;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PersonalTraces;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.client.Erasing.counted;
import static pl.kartoteka.client.Erasing.erase;
import static pl.kartoteka.client.Erasing.send;

@ServiceTest
class ErasureIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String DOCUMENTS = "/api/v1/sales-documents";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Environment settings;

    @Autowired
    private MeterRegistry meters;

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final String mark = "x" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void leavesNothingOfThePersonInAnyTable() {
        String key = UUID.randomUUID().toString();
        ObjectNode card = person();
        var client = api.post(CLIENTS, card, headers -> headers.set("Idempotency-Key", key));
        assertThat(client.status()).as("%s", client.body()).isEqualTo(201);
        api.patch(CLIENTS + "/" + client.id(), client.etag(), "{\"shortName\":\"skrót " + mark + "\"}");
        convert(client.id(), "\"2\"", Map.of("kind", "COMPANY", "name", "Usługi " + mark));
        convert(client.id(), "\"3\"", Map.of("kind", "PERSON"));
        String nip = card.path("nip").asString();
        hearOfTheRegister(nip);
        bulkAction();
        assertThat(PersonalTraces.find(settings, List.of(mark))).contains("public.client", "public.client_change",
                "public.client_set_aside");

        JsonNode receipt = erase(client.id(), 1);

        assertThat(counted(receipt, "erased")).containsEntry("card", 1).containsEntry("history", 5)
                .containsEntry("set-aside", 1).containsKey("kept-answers");
        assertThat(counted(receipt, "kept")).containsEntry("identifier-hashes", 2);
        assertThat(PersonalTraces.left(settings,
                List.of(mark, nip, card.path("phones").path(0).path("number").asString())))
                .isEmpty();
        assertThat(api.get(CLIENTS + "/" + client.id()).status()).isEqualTo(404);
        kafka.awaitEvent(ClientEvent.TOPIC, "kartoteka.client.erased.v1", client.id());
        kafka.await(ClientEvent.TOPIC, record -> client.id().equals(record.key()) && record.value() == null);
        assertThat(api.post(CLIENTS, card, headers -> headers.set("Idempotency-Key", key)).status()).isEqualTo(409);
    }

    @Test
    void leavesNothingOfALinkAtEitherEnd() {
        var client = api.post(CLIENTS, person());
        var other = api.post(CLIENTS, Cards.company("Powiązana"));
        String link = "{\"type\":\"%s\",\"clientId\":\"%s\",\"title\":\"" + mark + "\",\"note\":\"" + mark + "\"}";
        String links = CLIENTS + "/" + other.id() + "/links";
        api.post(CLIENTS + "/" + client.id() + "/links", link.formatted("PARTNER_OF", other.id()));
        api.post(links, link.formatted("PARTNER_OF", client.id()));
        var removed = api.post(links, link.formatted("SUPPLIER_OF", client.id()));
        assertThat(api.delete(links + "/" + removed.id(), removed.etag()).status()).isEqualTo(204);
        assertThat(PersonalTraces.find(settings, List.of(mark))).contains("public.client_link");

        JsonNode receipt = erase(client.id(), 1);

        assertThat(counted(receipt, "erased")).containsEntry("links", 2);
        assertThat(PersonalTraces.left(settings, List.of(mark))).isEmpty();
        assertThat(api.get(links).body().path("items").isEmpty()).isTrue();
        assertThat(api.get(CLIENTS + "/" + other.id() + "/history?field=links").body().path("items").size())
                .isEqualTo(4);
    }

    @Test
    void tellsTheSameWhenItIsAskedAgain() {
        var client = api.post(CLIENTS, person());

        JsonNode first = erase(client.id(), 1);
        JsonNode second = erase(client.id(), 2);

        assertThat(second.path("erased")).isEqualTo(first.path("erased"));
        assertThat(second.path("kept")).isEqualTo(first.path("kept"));
    }

    @Test
    void keepsSalesDocumentsApartForAsLongAsTaxLawWants() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip).put("shortName", mark));
        api.post(DOCUMENTS, document(nip, "FV/" + mark, "INVOICE", "2025-03-10"));
        api.post(DOCUMENTS, document(nip, "PF/" + mark, "PROFORMA", "2025-03-10"));
        api.post(DOCUMENTS, document(nip, "FV/OLD/" + mark, "INVOICE", "2015-03-10"));

        JsonNode receipt = erase(client.id(), 1);

        assertThat(counted(receipt, "kept")).containsEntry("sales-documents", 1);
        assertThat(counted(receipt, "erased")).containsEntry("sales-documents", 2);
        assertThat(receipt.path("kept").toString()).contains("TAX_LAW", "2031-12-31");
        assertThat(PersonalTraces.left(settings, List.of("PF/" + mark, "FV/OLD/" + mark))).isEmpty();
        assertThat(PersonalTraces.left(settings, List.of(nip))).containsExactly("public.retained_document");
        var again = api.post(DOCUMENTS, document(nip, "FV/" + mark, "INVOICE", "2025-03-10"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("type").asString()).endsWith("client-erased");
        var another = api.post(DOCUMENTS, document(nip, "FV/NEW/" + mark, "INVOICE", "2026-11-20"));
        assertThat(another.status()).isEqualTo(409);
        assertThat(another.body().path("type").asString()).endsWith("client-erased");
        assertThat(PersonalTraces.left(settings, List.of("FV/NEW/" + mark))).isEmpty();
    }

    @Test
    void takesDocumentsOfThePersonWhoCameBackOnHisOwn() {
        ObjectNode card = person();
        String nip = card.path("nip").asString();
        erase(api.post(CLIENTS, card).id(), 1);
        var returned = api.post(CLIENTS + "?returning=true", card);

        var document = api.post(DOCUMENTS, document(nip, "FV/" + mark, "INVOICE", "2026-11-20"));

        assertThat(document.status()).as("%s", document.body()).isEqualTo(201);
        assertThat(document.body().path("clientId").asString()).isEqualTo(returned.id());
    }

    @Test
    void dropsWhatASourceSaysOnKafkaOfWhomItDoesNotKnowToBeErased() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip));
        erase(client.id(), 1);
        double dropped = dropped();

        sell(nip, document(nip, "FV/1/" + mark, "INVOICE", "2026-11-20"));
        sell(nip, document(nip, "FV/2/" + mark, "INVOICE", "2026-11-20").put("clientId", client.id()));
        sell(nip, document(nip, "FV/3/" + mark, "SOMETHING", "2026-11-20"));

        kafka.await("sales.documents.v1.dlt", record -> nip.equals(record.key()));
        assertThat(kafka.records("sales.documents.v1.dlt").stream().filter(record -> nip.equals(record.key())))
                .singleElement()
                .satisfies(poison -> assertThat(new String(poison.value(), StandardCharsets.UTF_8)).contains("FV/3/"));
        assertThat(dropped() - dropped).isEqualTo(2);
        assertThat(PersonalTraces.left(settings, List.of(nip))).isEmpty();
    }

    @Test
    void recognisesWhomNobodyMayBringBackButThePersonHimself() {
        ObjectNode card = person();
        erase(api.post(CLIENTS, card).id(), 1);

        var refused = api.post(CLIENTS, card);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).isEqualTo("urn:kartoteka:problem:person-erased");
        var batch = api.post(CLIENTS + "/batch", JsonMapper.shared().createObjectNode().set("items",
                JsonMapper.shared().createArrayNode().add(card).add(Cards.company("Obok " + mark))));
        assertThat(batch.body().toString()).contains("person-erased").contains("201");
        ObjectNode sameEmail = Cards.person("Ktoś", "Inny");
        sameEmail.set("emails", card.path("emails"));
        assertThat(api.post(CLIENTS, sameEmail).status()).isEqualTo(409);

        assertThat(api.post(CLIENTS + "?returning=true", card).status()).isEqualTo(201);
        assertThat(api.post(CLIENTS, card).body().path("type").asString()).endsWith("nip-in-use");
    }

    @Test
    void makesBranchesClientsOfTheirOwn() {
        String nip = Cards.freshNip();
        var headOffice = api.post(CLIENTS, Cards.bakery(nip));
        ObjectNode below = Cards.bakery(nip).put("headOfficeId", headOffice.id()).put("name", "Oddział " + mark);
        below.remove("emails");
        var branch = api.post(CLIENTS, below);
        assertThat(branch.status()).as("%s", branch.body()).isEqualTo(201);

        erase(headOffice.id(), 1);

        JsonNode left = api.get(CLIENTS + "/" + branch.id()).body();
        assertThat(left.has("headOfficeId")).isFalse();
        assertThat(left.has("nip")).isFalse();
        var event = kafka.await(ClientEvent.TOPIC, record -> branch.id().equals(record.key()) && record.value() != null
                && "2".equals(KafkaProbe.header(record, "ce_sequence")));
        assertThat(new String(event.value(), StandardCharsets.UTF_8)).doesNotContain(nip)
                .doesNotContain(headOffice.id());
    }

    @Test
    void documentsThatComeInTheVeryMomentDoNotKeepTheClient() {
        String nip = Cards.freshNip();
        var client = api.post(CLIENTS, Cards.bakery(nip).put("shortName", mark));

        Flux.range(0, 12)
                .flatMap(i -> Mono.fromCallable(() -> i == 4
                        ? erase(client.id(), 1)
                        : api.post(DOCUMENTS, document(nip, "FV/" + i + "/" + mark, "INVOICE", "2025-03-10")))
                        .subscribeOn(Schedulers.boundedElastic()), 12)
                .blockLast();

        assertThat(api.get(CLIENTS + "/" + client.id()).status()).isEqualTo(404);
        assertThat(PersonalTraces.left(settings, List.of("Złoty Kłos " + mark))).isEmpty();
    }

    @Test
    void handsOutEverythingItKnowsSealedForWhoAsked() {
        ObjectNode card = person().put("pesel", "44051401359");
        var client = api.post(CLIENTS, card);
        var other = api.post(CLIENTS, Cards.company("Ktoś inny " + mark));
        api.post(CLIENTS + "/" + client.id() + "/links",
                "{\"type\":\"CONTRACT\",\"title\":\"Umowa\",\"system\":\"dms\",\"objectId\":\"U/7\"}");
        api.post(CLIENTS + "/" + other.id() + "/links",
                "{\"type\":\"SUPPLIER_OF\",\"clientId\":\"" + client.id() + "\"}");
        Seal.Keys keys = Seal.newKeys();
        UUID request = UUID.randomUUID();

        send(new ExportRequested(UUID.fromString(client.id()), request, 1, keys.publicKey(), Instant.now()));

        kafka.await(PrivacyEvent.TOPIC, record -> client.id().equals(record.key()) && record.value() != null
                && new String(record.value(), StandardCharsets.UTF_8).contains("\"last\":true"));
        Map<String, String> files = new HashMap<>();
        kafka.events(PrivacyEvent.TOPIC, client.id()).stream()
                .filter(event -> "kartoteka.export.part.v1".equals(event.type()) && event.data().has("sealed"))
                .forEach(event -> {
                    assertThat(event.data().toString()).doesNotContain(mark);
                    SealedPiece piece = SealedPiece.open(
                            keys.privateKey(), Base64.getDecoder().decode(event.data().path("sealed").asString()),
                            SealedPiece.context(request, "client-service", 1, event.data().path("number").intValue()));
                    files.put(piece.name(), new String(piece.content(), StandardCharsets.UTF_8));
                });
        assertThat(files.get("card.json")).contains(mark, "44051401359");
        assertThat(files.get("links.json")).contains("U/7", "SUPPLIER_OF").doesNotContain("Ktoś inny", other.id());
        assertThat(files.get("history.json")).contains("REGISTERED").doesNotContain("44051401359");
    }

    private double dropped() {
        return meters.counter("kartoteka.sales.documents", "outcome", "erased").count();
    }

    private void convert(String client, String seen, Map<String, String> request) {
        var converted = api.post(CLIENTS + "/" + client + "/conversion", Cards.json(request),
                headers -> headers.set("If-Match", seen));
        assertThat(converted.status()).as("%s", converted.body()).isEqualTo(200);
    }

    private void sell(String key, ObjectNode document) {
        String data = JsonMapper.shared().createObjectNode().set("document", document).toString();
        kafka.send("sales.documents.v1", key, data.getBytes(StandardCharsets.UTF_8),
                Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "sales.document.issued.v1", "ce_source", "urn:erp:test"));
    }

    private void hearOfTheRegister(String nip) {
        kafka.send(CompanyEvent.TOPIC, nip, """
                {"nip":"%s","register":"CEIDG","outcome":"FOUND","data":{"name":"Firma %s"},"checkedAt":"2026-11-20T10:00:00Z",
                 "environment":"SANDBOX","sequence":1}
                """.formatted(nip, mark).getBytes(StandardCharsets.UTF_8), Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "test",
                "ce_type", "kartoteka.company.verified.v1",
                "content-type", "application/json"));
        Awaitility.await().until(() -> PersonalTraces.find(settings, List.of(nip)).contains("public.register_answer"));
    }

    /** Of all people the one that is erased is looked for, and the reason names him. */
    private void bulkAction() {
        var accepted = api.post("/api/v1/client-bulk-actions", Cards.json(Map.of("action", "DEACTIVATE", "q", mark)),
                headers -> headers.set("Change-Reason", "reklamacja%20" + mark));
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        Awaitility.await().until(() -> api.get("/api/v1/client-bulk-actions/" + accepted.id()).body().path("status")
                .asString().equals("DONE"));
    }

    private ObjectNode person() {
        String digits = "%09d".formatted(Math.floorMod(mark.hashCode(), 100_000_000) + 500_000_000);
        ObjectNode card = Cards.person("Łucja", "Testowa-" + mark).put("nip", Cards.freshNip());
        card.putArray("emails").addObject().put("address", mark + "@osoba.example").putArray("uses").add("MAIN");
        card.putArray("phones").addObject().put("number", "+48" + digits).putArray("uses").add("MAIN");
        card.putArray("addresses").addObject().put("use", "REGISTERED").put("street", "Ulica " + mark)
                .put("building", "1")
                .put("postalCode", "90-001").put("city", "Łódź").put("country", "PL");
        return card;
    }

    private static ObjectNode document(String nip, String number, String type, String issuedOn) {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"nip":"%s","number":"%s","type":"%s","issuedOn":"%s","gross":{"amount":"123.00","currency":"PLN"},
                 "status":"ISSUED"}
                """.formatted(nip, number, type, issuedOn));
    }
}
