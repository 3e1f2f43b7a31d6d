package pl.kartoteka.consent.privacy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureReceipt;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PersonalTraces;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static pl.kartoteka.consent.Api.json;
import static pl.kartoteka.consent.privacy.PrivacyOffice.OTHERS;
import static pl.kartoteka.consent.privacy.PrivacyOffice.PATH;

/** A person is forgotten, by every service and for good. */
@ServiceTest
@TestPropertySource(properties = {"kartoteka.privacy.chase-after=2s", "kartoteka.privacy.upkeep-every=200ms"})
class ErasureRequestsIT {
    private static final String EMAIL = "EMAIL_MARKETING";

    private final Api api;
    private final PrivacyOffice office;
    private final Questions questions;
    private final Clients clients;
    private final OwnerDatabase database;
    private final Environment settings;
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    ErasureRequestsIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.office = new PrivacyOffice(api);
        this.questions = context.getBean(Questions.class);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
        this.settings = settings;
    }

    @Test
    void erasureIsAskedOfEveryServiceAndEndsWithACertificate() throws Exception {
        UUID client = clients.known();
        api.grant(client, EMAIL);
        String marker = "notatka-" + UUID.randomUUID();
        String id = office.received(client, "ERASURE", marker);
        assertThat(PersonalTraces.find(settings, List.of(marker))).isNotEmpty();

        office.act(id, 1, "start", null).expectStatus().isOk().expectBody().jsonPath("$.status")
                .isEqualTo("IN_PROGRESS");

        PublishedEvent asked = kafka.awaitEvent(PrivacyEvent.TOPIC, "kartoteka.erasure.requested.v1",
                client.toString());
        assertThat(asked.data().path("requestId").asString()).isEqualTo(id);
        PublishedEvent own = kafka.awaitEvent(PrivacyEvent.TOPIC, "kartoteka.erasure.receipt.v1", client.toString());
        assertThat(own.data().path("service").asString()).isEqualTo("consent-service");
        assertThat(kinds(own.data().path("erased"))).contains("consents", "consent-evidence", "address-hashes");
        assertThat(kinds(own.data().path("kept"))).contains("consent-ledger-entries", "privacy-requests");
        office.await(id, shown -> !PrivacyOffice.missing(shown).contains("consent-service"));
        office.web().get().uri(PATH + "/{id}/certificate", id).exchange().expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.missing.length()").isEqualTo(4);

        OTHERS.forEach(service -> office.receipt(client, id, service, 1));

        JsonNode done = office.await(id, shown -> shown.path("status").asString().equals("COMPLETED"));
        assertThat(PrivacyOffice.missing(done)).isEmpty();
        JsonNode certificate = json(
                office.web().get().uri(PATH + "/{id}/certificate", id).exchange().expectStatus().isOk());
        assertThat(certificate.path("erased")).hasSize(5);
        assertThat(PdfText.of(
                office.web().get().uri(PATH + "/{id}/certificate", id).header("Accept", "application/pdf").exchange()
                        .expectStatus().isOk().expectBody().returnResult().getResponseBodyContent()))
                .contains("Potwierdzenie usunięcia danych", "client-service", "dowody udzielenia zgód",
                        "rozliczalność");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("ERASED");
        assertThat(PersonalTraces.left(settings, List.of(marker, Clients.email(client), "podpis w sklepie " + client)))
                .isEmpty();
        assertThat(json(api.privacy().get().uri("/api/v1/consent-ledger/verification").exchange().expectStatus().isOk())
                .path("findings")).isEmpty();
        office.web().post().uri(PATH).bodyValue(Map.of("clientId", client, "kind", "ACCESS")).exchange()
                .expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:client-erased");
    }

    @Test
    void asksAgainForMissingReceiptsAndOnceMoreAfterARestore() throws Exception {
        UUID client = clients.known();
        String id = office.received(client, "ERASURE", null);
        office.act(id, 1, "start", null).expectStatus().isOk();

        kafka.await(PrivacyEvent.TOPIC, record -> is(record.value(), "kartoteka.erasure.requested.v1", KafkaProbe
                .header(record, "ce_type"), client, 2));
        office.await(id, shown -> office.trail(id).contains("ASKED_AGAIN"));
        OTHERS.forEach(service -> office.receipt(client, id, service, 2));
        office.await(id, shown -> shown.path("status").asString().equals("COMPLETED"));

        int round = json(office.web().get().uri(PATH + "/{id}", id).exchange()).path("answers").path("round")
                .intValue();
        office.web().post().uri(PATH + "/erasures/reapply").exchange().expectStatus().isAccepted();

        kafka.await(PrivacyEvent.TOPIC, record -> is(record.value(), "kartoteka.erasure.requested.v1", KafkaProbe
                .header(record, "ce_type"), client, round + 1));
        assertThat(PrivacyOffice.missing(office.await(id, _ -> true))).contains("client-service");
        assertThat(office.trail(id)).contains("APPLIED_AGAIN");
    }

    @Test
    void erasesOnceMoreWhoIsChangedSomewhereAfterwards() {
        UUID client = clients.known();
        String id = office.received(client, "ERASURE", null);
        office.act(id, 1, "start", null).expectStatus().isOk();
        OTHERS.forEach(service -> office.receipt(client, id, service, 1));
        office.await(id, shown -> shown.path("status").asString().equals("COMPLETED"));
        clients.hear(new ClientUpdated(Clients.renamed(client, 50), List.of("name")));
        assertThat(office.trail(id)).doesNotContain("APPLIED_AGAIN");

        clients.hear(new ClientUpdated(Clients.changedAt(client, 51, Instant.now().plusSeconds(5)), List.of("name")));

        assertThat(office.trail(id)).contains("APPLIED_AGAIN");
        assertThat(PrivacyOffice.missing(office.await(id, _ -> true))).contains("client-service");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("ERASED");
    }

    /** Every case can still be closed, and nothing written by then names whom everybody has forgotten. */
    @Test
    void keepsNothingThatIsWrittenAfterTheErasure() {
        UUID client = clients.known();
        String marker = "notatka-" + UUID.randomUUID();
        String access = office.received(client, "ACCESS", null);
        String erasure = office.received(client, "ERASURE", null);
        office.act(erasure, 1, "start", null).expectStatus().isOk();
        office.await(erasure, shown -> !PrivacyOffice.missing(shown).contains("consent-service"));

        office.act(access, 1, "refusal", "{\"reason\":\"" + marker + "\"}").expectStatus().isOk()
                .expectBody().jsonPath("$.status").isEqualTo("REFUSED");
        office.act(erasure, 2, "extension", "{\"months\":1,\"reason\":\"" + marker + "\"}").expectStatus().isOk();

        JsonNode trail = json(office.web().get().uri(PATH + "/{id}/trail", erasure).exchange()).path("items");
        JsonNode extended = trail.path(trail.size() - 1);
        assertThat(extended.path("event").asString()).isEqualTo("EXTENDED");
        assertThat(extended.path("detail").path("months").intValue()).isEqualTo(1);
        assertThat(extended.path("detail").path("note").asString()).isEqualTo("NOT_KEPT");
        assertThat(extended.has("note")).isFalse();
        assertThat(PersonalTraces.left(settings, List.of(marker))).isEmpty();
    }

    @Test
    void forgetsAtItsEndWhatWasWrittenWhileItRan() {
        UUID client = clients.known();
        String id = office.received(client, "ERASURE", null);
        office.act(id, 1, "start", null).expectStatus().isOk();
        office.await(id, shown -> !PrivacyOffice.missing(shown).contains("consent-service"));
        database.change("insert into privacy_note values (?, 1, 'napisane w tej samej chwili')", UUID.fromString(id));

        OTHERS.forEach(service -> office.receipt(client, id, service, 1));
        office.await(id, shown -> shown.path("status").asString().equals("COMPLETED"));

        assertThat(database.number("select count(*) from privacy_note where case_id = ?", UUID.fromString(id)))
                .isZero();
    }

    @Test
    void receiptsAndErasuresAskedForAgainNeverWaitForEachOtherInARing() {
        Map<String, UUID> erased = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            UUID client = clients.known();
            String id = office.received(client, "ERASURE", null);
            office.act(id, 1, "start", null).expectStatus().isOk();
            clients.erase(client);
            erased.put(id, client);
        }
        List<ErasureReceipt> receipts = erased.entrySet().stream()
                .flatMap(one -> Stream.concat(OTHERS.stream(), Stream.of("consent-service")).map(service -> receipt(
                        one.getKey(), one.getValue(), service)))
                .toList();

        for (int round = 0; round < 10; round++) {
            List<Runnable> callers = new ArrayList<>();
            receipts.forEach(receipt -> callers.add(() -> questions.take(receipt).block()));
            callers.add(() -> questions.applyErasuresAgain("iod").block());
            callers.add(() -> clients.hear(erased.values().stream().map(ErasureRequestsIT::returned).toList()));
            callers.add(() -> clients.hear(erased.values().stream().map(ErasureRequestsIT::returned).toList()));
            Collections.shuffle(callers, new Random(round));

            assertThatCode(() -> Flux.fromIterable(callers)
                    .flatMap(caller -> Mono.fromRunnable(caller).subscribeOn(Schedulers.boundedElastic()), 16)
                    .blockLast()).doesNotThrowAnyException();
        }
    }

    /** Of a round that is still to come, so that it answers whatever is asked meanwhile. */
    private static ErasureReceipt receipt(String id, UUID client, String service) {
        return new ErasureReceipt(client, UUID.fromString(id), 1_000_000, service, Instant.now(), List.of(), List.of());
    }

    private static ClientEvent returned(UUID client) {
        return new ClientUpdated(Clients.changedAt(client, 50, Instant.now().plusSeconds(60)), List.of("name"));
    }

    private static List<String> kinds(JsonNode data) {
        return StreamSupport.stream(data.spliterator(), false).map(one -> one.path("what").asString()).toList();
    }

    private static boolean is(byte[] value, String type, String actual, UUID client, int round) {
        return value != null && type.equals(actual)
                && new String(value, StandardCharsets.UTF_8).contains(client.toString())
                && new String(value, StandardCharsets.UTF_8).contains("\"round\":" + round);
    }
}
