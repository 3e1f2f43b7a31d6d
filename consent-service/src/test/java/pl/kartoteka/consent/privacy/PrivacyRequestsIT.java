package pl.kartoteka.consent.privacy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureReceipt;
import pl.kartoteka.events.PrivacyEvent.ExportPart;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PersonalTraces;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
@TestPropertySource(properties = {"kartoteka.privacy.chase-after=2s", "kartoteka.privacy.upkeep-every=200ms"})
class PrivacyRequestsIT {
    private static final String PATH = "/api/v1/privacy-requests";
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final List<String> OTHERS = List.of("client-service", "gus-lookup-service", "messaging-service",
            "segment-service");

    private final WebTestClient web;
    private final Api api;
    private final Clients clients;
    private final OwnerDatabase database;
    private final Environment settings;
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    PrivacyRequestsIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.web = api.as("iod", "privacy:manage");
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
        this.settings = settings;
    }

    @Test
    void erasureIsAskedOfEveryServiceAndEndsWithACertificate() throws Exception {
        UUID client = clients.known();
        api.grant(client, EMAIL);
        String marker = "notatka-" + UUID.randomUUID();
        String id = received(client, "ERASURE", marker);
        assertThat(PersonalTraces.find(settings, List.of(marker))).isNotEmpty();

        act(id, 1, "start", null).expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("IN_PROGRESS");

        PublishedEvent asked = kafka.awaitEvent(PrivacyEvent.TOPIC, "kartoteka.erasure.requested.v1",
                client.toString());
        assertThat(asked.data().path("requestId").asString()).isEqualTo(id);
        PublishedEvent own = kafka.awaitEvent(PrivacyEvent.TOPIC, "kartoteka.erasure.receipt.v1", client.toString());
        assertThat(own.data().path("service").asString()).isEqualTo("consent-service");
        assertThat(kinds(own.data().path("erased"))).contains("consents", "consent-evidence", "address-hashes");
        assertThat(kinds(own.data().path("kept"))).contains("consent-ledger-entries", "privacy-requests");
        await(id, shown -> !missing(shown).contains("consent-service"));
        web.get().uri(PATH + "/{id}/certificate", id).exchange().expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.missing.length()").isEqualTo(4);

        OTHERS.forEach(service -> receipt(client, id, service, 1));

        JsonNode done = await(id, shown -> shown.path("status").asString().equals("COMPLETED"));
        assertThat(missing(done)).isEmpty();
        JsonNode certificate = json(web.get().uri(PATH + "/{id}/certificate", id).exchange().expectStatus().isOk());
        assertThat(certificate.path("erased")).hasSize(5);
        assertThat(pdf(web.get().uri(PATH + "/{id}/certificate", id).header("Accept", "application/pdf").exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBodyContent()))
                .contains("Potwierdzenie usunięcia danych", "client-service", "dowody udzielenia zgód",
                        "rozliczalność");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("ERASED");
        assertThat(PersonalTraces.left(settings, List.of(marker, Clients.email(client), "podpis w sklepie " + client)))
                .isEmpty();
        assertThat(json(api.privacy().get().uri("/api/v1/consent-ledger/verification").exchange().expectStatus().isOk())
                .path("findings")).isEmpty();
        web.post().uri(PATH).bodyValue(Map.of("clientId", client, "kind", "ACCESS")).exchange()
                .expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:client-erased");
    }

    @Test
    void asksAgainForMissingReceiptsAndOnceMoreAfterARestore() throws Exception {
        UUID client = clients.known();
        String id = received(client, "ERASURE", null);
        act(id, 1, "start", null).expectStatus().isOk();

        kafka.await(PrivacyEvent.TOPIC, record -> is(record.value(), "kartoteka.erasure.requested.v1", KafkaProbe
                .header(record, "ce_type"), client, 2));
        await(id, shown -> trail(id).contains("ASKED_AGAIN"));
        OTHERS.forEach(service -> receipt(client, id, service, 2));
        await(id, shown -> shown.path("status").asString().equals("COMPLETED"));

        int round = json(web.get().uri(PATH + "/{id}", id).exchange()).path("answers").path("round").intValue();
        web.post().uri(PATH + "/erasures/reapply").exchange().expectStatus().isAccepted();

        kafka.await(PrivacyEvent.TOPIC, record -> is(record.value(), "kartoteka.erasure.requested.v1", KafkaProbe
                .header(record, "ce_type"), client, round + 1));
        assertThat(missing(await(id, _ -> true))).contains("client-service");
        assertThat(trail(id)).contains("APPLIED_AGAIN");
    }

    @Test
    void erasesOnceMoreWhoIsChangedSomewhereAfterwards() {
        UUID client = clients.known();
        String id = received(client, "ERASURE", null);
        act(id, 1, "start", null).expectStatus().isOk();
        OTHERS.forEach(service -> receipt(client, id, service, 1));
        await(id, shown -> shown.path("status").asString().equals("COMPLETED"));
        clients.hear(new ClientUpdated(Clients.renamed(client, 50), List.of("name")));
        assertThat(trail(id)).doesNotContain("APPLIED_AGAIN");

        clients.hear(new ClientUpdated(Clients.changedAt(client, 51, Instant.now().plusSeconds(5)), List.of("name")));

        assertThat(trail(id)).contains("APPLIED_AGAIN");
        assertThat(missing(await(id, _ -> true))).contains("client-service");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("ERASED");
    }

    @Test
    void archiveHoldsWhatEveryServiceToldAndTheTopicTellsNobody() throws Exception {
        UUID client = clients.known();
        api.grant(client, EMAIL);
        String id = received(client, "ACCESS", null);
        act(id, 1, "start", null).expectStatus().isOk();
        act(id, 2, "completion", null).expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:privacy-answers-missing");
        web.get().uri(PATH + "/{id}/archive", id).exchange().expectStatus().isEqualTo(409);

        OTHERS.forEach(service -> send(new ExportPart(client, UUID.fromString(id), 1, service, 0, true, null)));
        await(id, shown -> shown.path("answers").hasNonNull("answeredAt"));

        Map<String, String> files = unzip(web.get().uri(PATH + "/{id}/archive", id).exchange()
                .expectStatus().isOk()
                .expectHeader().contentType("application/zip")
                .expectBody().returnResult().getResponseBodyContent());
        assertThat(files).containsKeys("contents.json", "consent-service/consents.json");
        assertThat(files.get("consent-service/consents.json")).contains(EMAIL, "GRANTED");
        assertThat(files.get("consent-service/consent-history.json")).contains("podpis w sklepie");
        assertThat(pdf(files.get("dane.pdf").getBytes(StandardCharsets.ISO_8859_1)))
                .contains("Twoje dane", "Historia zgód", "podpis w sklepie", "Cel przetwarzania");
        assertThat(trail(id)).contains("ARCHIVE_READY", "ARCHIVE_DOWNLOADED");
        assertThat(kafka.records(PrivacyEvent.TOPIC).stream()
                .filter(record -> client.toString().equals(record.key()) && record.value() != null)
                .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .isNotEmpty()
                .noneMatch(text -> text.contains("GRANTED") || text.contains("podpis"));
        act(id, 2, "completion", "{\"note\":\"wysłano listem\"}").expectStatus().isOk();

        database.change("update privacy_asking set expires_at = now() - interval '1 second' where case_id = ?",
                UUID.fromString(id));

        await(id, _ -> trail(id).contains("ARCHIVE_ERASED"));
        web.get().uri(PATH + "/{id}/archive", id).exchange().expectStatus().isEqualTo(410);
        assertThat(database.number("select count(*) from export_part where case_id = ?", UUID.fromString(id))).isZero();
    }

    @Test
    void restrictionCountsAtOnceAndUntilItIsLifted() {
        UUID client = clients.known();
        api.grant(client, EMAIL);

        String id = received(client, "RESTRICTION", null);

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("RESTRICTED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "EMAIL")).isEqualTo("RESTRICTED");
        act(id, 1, "start", null).expectStatus().isOk();
        act(id, 2, "completion", null).expectStatus().isOk();
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("RESTRICTED");
        act(id, 3, "lifting", "{\"reason\":\"dane sprawdzone\"}").expectStatus().isOk()
                .expectBody().jsonPath("$.restrictionInForce").isEqualTo(false);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        act(id, 4, "lifting", "{\"reason\":\"znowu\"}").expectStatus().isEqualTo(409);
    }

    @Test
    void objectionStopsWhatRestsOnALegitimateInterestAndStaysInTheLedger() {
        UUID client = clients.known();
        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("LEGITIMATE_INTEREST");

        String id = received(client, "OBJECTION", null);

        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("OBJECTED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "EMAIL")).isEqualTo("CONTRACT");
        JsonNode history = json(api.privacy().get()
                .uri("/api/v1/clients/{id}/consents/DEBT_COLLECTION/history", client).exchange().expectStatus().isOk());
        assertThat(history.toString()).contains("/api/v1/privacy-requests/" + id);
    }

    @Test
    void rectificationLinksTheCorrections() {
        String id = received(clients.known(), "RECTIFICATION", null);
        act(id, 1, "start", null).expectStatus().isOk();

        act(id, 2, "corrections", "{\"clientVersion\":7,\"fields\":[\"name\",\"addresses[0].city\"]}").expectStatus()
                .isOk();

        JsonNode trail = json(web.get().uri(PATH + "/{id}/trail", id).exchange().expectStatus().isOk());
        assertThat(trail.path("items").path(2).path("detail").path("clientVersion").intValue()).isEqualTo(7);
        act(id, 3, "completion", null).expectStatus().isOk();
        act(id, 4, "corrections", "{\"clientVersion\":8,\"fields\":[\"name\"]}").expectStatus().isEqualTo(409);
    }

    @Test
    void ofManyWhoActOnOneCaseOneSucceeds() {
        String id = received(clients.known(), "ACCESS", null);

        List<Integer> statuses = parallel(8, i -> act(
                id, 1, i % 2 == 0 ? "start" : "refusal", i % 2 == 0 ? null : "{\"reason\":\"bezpodstawny\"}"));

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(status -> status != 200)).containsOnly(412);
        assertThat(trail(id)).hasSizeBetween(2, 3);
    }

    @Test
    void oneLetterRecordedManyTimesAtOnceIsOneCase() {
        UUID client = clients.known();

        List<Integer> statuses = parallel(8, _ -> web.post().uri(PATH)
                .bodyValue(Map.of("clientId", client, "kind", "RESTRICTION")).exchange());

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses.stream().filter(status -> status != 201)).containsOnly(409);
    }

    @Test
    void warnsBeforeTheDeadlineAndListsTheSoonestDueFirst() {
        UUID client = clients.known();
        Instant threeWeeksAgo = Instant.now().minus(28, ChronoUnit.DAYS);
        String late = received(Map.of("clientId", client, "kind", "ACCESS", "receivedAt", threeWeeksAgo.toString()));
        String fresh = received(client, "PORTABILITY", null);

        await(late, _ -> trail(late).contains("DEADLINE_NEAR"));

        assertThat(trail(fresh)).doesNotContain("DEADLINE_NEAR");
        LocalDate due = Deadline.of(threeWeeksAgo);
        assertThat(ids(json(web.get().uri(PATH + "?clientId={c}&dueBefore={d}", client, due.plusDays(1)).exchange())))
                .containsExactly(late);
        JsonNode first = json(web.get().uri(PATH + "?clientId={c}&limit=1", client).exchange().expectStatus().isOk());
        assertThat(ids(first)).containsExactly(late);
        assertThat(ids(json(web.get().uri(PATH + "?clientId={c}&limit=1&cursor={n}", client,
                first.path("nextCursor").asString()).exchange()))).containsExactly(fresh);
        act(late, 1, "extension", "{\"months\":2,\"reason\":\"złożony\"}").expectStatus().isOk()
                .expectBody().jsonPath("$.dueOn").isEqualTo(Deadline.extended(threeWeeksAgo, 2).toString());
        act(late, 2, "extension", "{\"months\":1,\"reason\":\"jeszcze\"}").expectStatus().isEqualTo(422);
    }

    @Test
    void namesEveryFieldThatCannotBeTaken() {
        web.post().uri(PATH).bodyValue(Map.of("receivedAt", "2999-01-01T00:00:00Z", "note", "x".repeat(2001)))
                .exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors.length()").isEqualTo(4);
        String id = received(clients.known(), "ACCESS", null);
        act(id, 1, "extension", "{\"months\":3}").expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors.length()").isEqualTo(2);
        web.post().uri(PATH + "/{id}/start", id).exchange().expectStatus().isEqualTo(428);
        web.get().uri(PATH + "/{id}", UUID.randomUUID()).exchange().expectStatus().isNotFound();
        web.post().uri(PATH).bodyValue(Map.of("clientId", UUID.randomUUID(), "kind", "ACCESS")).exchange()
                .expectStatus().isNotFound();
    }

    @Test
    void trailCannotBeRewritten() {
        String id = received(clients.known(), "ACCESS", null);

        assertThat(catchMessage(() -> database.changeAsService("update privacy_trail set by = 'x' where case_id = ?",
                UUID.fromString(id)))).contains("permission denied");
        assertThat(catchMessage(() -> database.changeAsService("delete from privacy_trail where case_id = ?",
                UUID.fromString(id)))).contains("permission denied");
    }

    private String received(UUID client, String kind, String note) {
        Map<String, Object> body = new HashMap<>(Map.of("clientId", client, "kind", kind));
        if (note != null) {
            body.put("note", note);
        }
        return received(body);
    }

    private String received(Map<String, Object> body) {
        return json(web.post().uri(PATH).bodyValue(body).exchange().expectStatus().isCreated()).path("id").asString();
    }

    private WebTestClient.ResponseSpec act(String id, long version, String step, String body) {
        var request = web.post().uri(PATH + "/{id}/" + step, id).header("If-Match", "\"" + version + "\"");
        return body == null
                ? request.exchange()
                : request.header("Content-Type", "application/json").bodyValue(body).exchange();
    }

    private void receipt(UUID client, String id, String service, int round) {
        send(new ErasureReceipt(client, UUID.fromString(id), round, service, Instant.now(), List.of(), List.of()));
    }

    private void send(PrivacyEvent event) {
        kafka.send(PrivacyEvent.TOPIC, event.key(), new EventCodec().json(event).getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "test",
                        "ce_type", EventTypes.typeOf(event.getClass()),
                        "ce_time", Instant.now().toString(),
                        "content-type", "application/json"));
    }

    private JsonNode await(String id, java.util.function.Predicate<JsonNode> fits) {
        Instant deadline = Instant.now().plusSeconds(30);
        JsonNode shown;
        do {
            shown = json(web.get().uri(PATH + "/{id}", id).exchange().expectStatus().isOk());
            if (fits.test(shown)) {
                return shown;
            }
            Mono.delay(java.time.Duration.ofMillis(100)).block();
        } while (Instant.now().isBefore(deadline));
        throw new AssertionError("not in half a minute; stands at " + shown);
    }

    private List<String> trail(String id) {
        JsonNode items = json(web.get().uri(PATH + "/{id}/trail", id).exchange().expectStatus().isOk()).path("items");
        return StreamSupport.stream(items.spliterator(), false).map(entry -> entry.path("event").asString()).toList();
    }

    private static List<String> missing(JsonNode shown) {
        var missing = new ArrayList<String>();
        shown.path("answers").path("missing").forEach(service -> missing.add(service.asString()));
        return missing;
    }

    private static List<String> kinds(JsonNode data) {
        return StreamSupport.stream(data.spliterator(), false).map(one -> one.path("what").asString()).toList();
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).map(one -> one.path("id").asString())
                .toList();
    }

    private static boolean is(byte[] value, String type, String actual, UUID client, int round) {
        return value != null && type.equals(actual)
                && new String(value, StandardCharsets.UTF_8).contains(client.toString())
                && new String(value, StandardCharsets.UTF_8).contains("\"round\":" + round);
    }

    private static List<Integer> parallel(int callers,
            java.util.function.IntFunction<WebTestClient.ResponseSpec> call) {
        return Flux.fromStream(IntStream.range(0, callers).boxed())
                .flatMap(i -> Mono.fromCallable(() -> call.apply(i).returnResult(String.class).getStatus().value())
                        .subscribeOn(Schedulers.boundedElastic()), callers)
                .collectList()
                .block();
    }

    private static Map<String, String> unzip(byte[] archive) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), entry.getName().endsWith(".pdf")
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String pdf(byte[] bytes) throws IOException {
        try (var reader = new PdfReader(bytes)) {
            var text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new PdfTextExtractor(reader).getTextFromPage(page));
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }

    private static String catchMessage(Runnable work) {
        try {
            work.run();
            return "nothing was refused";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
