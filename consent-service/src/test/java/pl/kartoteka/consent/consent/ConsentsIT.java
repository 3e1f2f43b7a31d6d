package pl.kartoteka.consent.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class ConsentsIT {
    private static final String EMAIL = "EMAIL_MARKETING";

    private final Api api;
    private final Clients clients;
    private final OwnerDatabase database;
    private final ApplicationContext context;
    private final KafkaProbe kafka = KafkaProbe.shared();
    private UUID client;

    @Autowired
    ConsentsIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
        this.context = context;
    }

    @BeforeEach
    void hearOfAClient() {
        client = clients.known();
    }

    @Test
    void showsEveryPurposeOfAClientNobodyAsked() {
        JsonNode consents = json(api.privacy().get().uri("/api/v1/clients/{id}/consents", client).exchange()
                .expectStatus().isOk());

        assertThat(consents.path("items").findValuesAsString("purpose"))
                .contains(EMAIL, "SMS_MARKETING", "PHONE_MARKETING", "PROFILING", "CONTRACT_SERVICE",
                        "DEBT_COLLECTION");
        assertThat(consents.path("items").findValuesAsString("status")).containsOnly("NOT_ASKED");
    }

    @Test
    void recordsAGrantWithItsProofAndPublishesIt() {
        JsonNode granted = json(api.put(client, EMAIL, """
                {"status":"GRANTED","askedAt":"2026-11-01T08:00:00Z","answeredAt":"2026-11-02T09:00:00.1234567Z",
                 "evidence":{"method":"PAPER","textVersion":1,"note":"podpis w sklepie","source":"Łódź"}}
                """).expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\""));

        assertThat(granted.path("status").asString()).isEqualTo("GRANTED");
        assertThat(granted.path("answeredAt").asString()).isEqualTo("2026-11-02T09:00:00.123456Z");
        assertThat(granted.path("validUntil").asString()).isEqualTo("2028-11-01T09:00:00.123456Z");
        assertThat(granted.path("recordedBy").asString()).isEqualTo("privacy");
        assertThat(granted.path("evidence").path("note").asString()).isEqualTo("podpis w sklepie");
        assertThat(granted.path("evidence").path("textLanguage").isMissingNode()).isFalse();
        var published = kafka.awaitEvent(ConsentEvent.TOPIC, "kartoteka.consent.granted.v1", client + "|" + EMAIL);
        assertThat(published).isNotNull();
        assertThat(json(api.privacy().get().uri(Api.CONSENTS, client, EMAIL).exchange())).isEqualTo(granted);
    }

    @Test
    void keepsTheWholeHistoryInAChain() {
        api.answer(client, EMAIL, "PENDING");
        api.grant(client, EMAIL);
        api.answer(client, EMAIL, "WITHDRAWN");

        JsonNode history = json(api.privacy().get().uri(Api.CONSENTS + "/history", client, EMAIL).exchange()
                .expectStatus().isOk());

        assertThat(history.path("items").findValuesAsString("to")).containsExactly("PENDING", "GRANTED", "WITHDRAWN");
        assertThat(history.path("items").path(2).path("previousHash"))
                .isEqualTo(history.path("items").path(1).path("hash"));
        assertThat(history.path("items").path(1).path("evidence").path("textVersion").asInt()).isEqualTo(1);
    }

    @Test
    void refusesAMoveThereIsNotAndNamesBothEnds() {
        JsonNode problem = json(api.put(client, EMAIL, "{\"status\":\"WITHDRAWN\"}").expectStatus().isEqualTo(409));

        assertThat(problem.path("type").asString()).isEqualTo("urn:kartoteka:problem:consent-transition");
        assertThat(problem.path("from").asString()).isEqualTo("NOT_ASKED");
        assertThat(problem.path("to").asString()).isEqualTo("WITHDRAWN");
        assertThat(entries()).isZero();
    }

    @Test
    void letsOnlyOneOfManyParallelAnswersToOneQuestionWin() throws Exception {
        for (int round = 0; round < 20; round++) {
            UUID asked = clients.known();
            api.answer(asked, EMAIL, "PENDING");
            List<Callable<Integer>> answers = Stream
                    .of("GRANTED", "REFUSED", "GRANTED", "REFUSED", "GRANTED", "REFUSED")
                    .<Callable<Integer>>map(status -> () -> api
                            .put(asked, EMAIL, "{\"status\":\"" + status + "\"}")
                            .returnResult(Void.class).getStatus().value())
                    .toList();

            List<Integer> statuses;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                statuses = threads.invokeAll(answers).stream().map(answer -> answer.resultNow()).sorted().toList();
            }

            assertThat(statuses).containsExactly(200, 409, 409, 409, 409, 409);
        }
    }

    @Test
    void takesANoFromWhereverTheConsentStands() {
        Answers answers = new Answers(context);
        assertThat(answers.decline(client)).isEqualTo(ConsentStatus.REFUSED);
        assertThat(answers.decline(client)).isEqualTo(ConsentStatus.REFUSED);
        assertThat(entries()).isEqualTo(1);

        api.answer(client, EMAIL, "PENDING");
        assertThat(answers.decline(client)).isEqualTo(ConsentStatus.REFUSED);

        UUID granted = clients.known();
        api.grant(granted, EMAIL);
        assertThat(answers.decline(granted)).isEqualTo(ConsentStatus.WITHDRAWN);

        UUID expired = clients.known();
        answers.grantAt(expired, Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(answers.decline(expired)).isEqualTo(ConsentStatus.WITHDRAWN);
        assertThat(api.decide(expired, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    @Test
    void takesTheWithdrawalOfAConsentThatRanOut() {
        new Answers(context).grantAt(client, Instant.parse("2020-01-01T00:00:00Z"));

        api.answer(client, EMAIL, "WITHDRAWN");

        JsonNode history = json(api.privacy().get().uri(Api.CONSENTS + "/history", client, EMAIL).exchange());
        assertThat(history.path("items").findValuesAsString("to")).containsExactly("GRANTED", "EXPIRED", "WITHDRAWN");
    }

    @Test
    void renewsAConsentBeforeItEnds() {
        put("GRANTED", "2026-01-10T08:00:00Z", "2026-01-10T09:00:00Z");
        api.put(client, EMAIL, "{\"status\":\"GRANTED\"}").expectStatus().isEqualTo(409);

        JsonNode renewed = put("GRANTED", "2026-10-10T08:00:00Z", "2026-10-11T09:00:00Z");

        assertThat(renewed.path("validUntil").asString()).isEqualTo("2028-10-10T09:00:00Z");
        assertThat(renewed.path("evidence").path("textVersion").asInt()).isEqualTo(1);
        JsonNode history = json(api.privacy().get().uri(Api.CONSENTS + "/history", client, EMAIL).exchange());
        assertThat(history.path("items").findValuesAsString("to")).containsExactly("GRANTED", "GRANTED");
        assertThat(history.path("items").findValuesAsString("validUntil"))
                .containsExactly("2028-01-10T09:00:00Z", "2028-10-10T09:00:00Z");
        assertThat(database.number("select count(*) from consent where client_id = ? and valid_until > '2028-06-01'",
                client)).isEqualTo(1);
    }

    private JsonNode put(String status, String askedAt, String answeredAt) {
        return json(api.put(client, EMAIL, """
                {"status":"%s","askedAt":"%s","answeredAt":"%s","evidence":{"method":"FORM","textVersion":1,"textLanguage":"pl"}}
                """.formatted(status, askedAt, answeredAt)).expectStatus().isOk());
    }

    @Test
    void refusesAChangeOfAnotherVersionThanTheOneSeen() {
        api.grant(client, EMAIL);

        api.privacy().put().uri(Api.CONSENTS, client, EMAIL).header(HttpHeaders.IF_MATCH, "\"7\"")
                .header(HttpHeaders.CONTENT_TYPE, "application/json").bodyValue("{\"status\":\"WITHDRAWN\"}").exchange()
                .expectStatus().isEqualTo(412);
        api.privacy().put().uri(Api.CONSENTS, client, EMAIL).header(HttpHeaders.IF_MATCH, "\"1\"")
                .header(HttpHeaders.CONTENT_TYPE, "application/json").bodyValue("{\"status\":\"WITHDRAWN\"}").exchange()
                .expectStatus().isOk();
    }

    @Test
    void givesTheFirstAnswerAgainForARepeatedKey() {
        for (int attempt = 0; attempt < 2; attempt++) {
            api.privacy().put().uri(Api.CONSENTS, client, EMAIL).header("Idempotency-Key", "grant-" + client)
                    .header(HttpHeaders.CONTENT_TYPE, "application/json").bodyValue("{\"status\":\"GRANTED\"}")
                    .exchange()
                    .expectStatus().isOk();
        }

        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void namesEveryOffendingFieldAtOnceAndWritesNothing() {
        JsonNode problem = json(api.put(client, EMAIL, """
                {"status":"MAYBE","askedAt":"2999-01-01T00:00:00Z","colour":"red",
                 "evidence":{"method":"PIGEON","textVersion":"three","textLanguage":"polish","note":"a\\u0000b"}}
                """).expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("field"))
                .contains(
                        "status", "colour", "evidence.method", "evidence.textVersion", "evidence.textLanguage",
                        "evidence.note", "askedAt");
        assertThat(entries()).isZero();
    }

    @Test
    void refusesAnAnswerBeforeItsQuestionAndATextThatWasNeverShown() {
        JsonNode dates = json(api.put(client, EMAIL, """
                {"status":"GRANTED","askedAt":"2026-11-02T08:00:00Z","answeredAt":"2026-11-01T09:00:00Z"}
                """).expectStatus().isBadRequest());
        JsonNode text = json(api.put(client, EMAIL, """
                {"status":"GRANTED","evidence":{"method":"FORM","textVersion":77}}
                """).expectStatus().isBadRequest());

        assertThat(dates.path("errors").findValuesAsString("code")).containsExactly("answered-at.before-asked");
        assertThat(text.path("errors").findValuesAsString("code")).containsExactly("text-version.unknown");
    }

    @Test
    void refusesAClientNobodyHeardOfAtOnceAndAnErasedOne() {
        UUID nobody = UUID.fromString("01930000-0000-7000-8000-000000000001");
        UUID erased = clients.known();
        clients.erase(erased);

        assertThat(json(api.put(nobody, EMAIL, "{\"status\":\"GRANTED\"}").expectStatus().isNotFound())
                .path("type").asString()).isEqualTo("urn:kartoteka:problem:client-not-found");
        assertThat(json(api.put(erased, EMAIL, "{\"status\":\"GRANTED\"}").expectStatus().isEqualTo(409))
                .path("type").asString()).isEqualTo("urn:kartoteka:problem:client-erased");
        api.privacy().get().uri("/api/v1/clients/{id}/consents", nobody).exchange().expectStatus().isNotFound();
        api.privacy().get().uri(Api.CONSENTS + "/history", nobody, EMAIL).exchange().expectStatus().isNotFound();
        api.privacy().get().uri("/api/v1/clients/{id}/consents", erased).exchange().expectStatus().isNotFound();
    }

    @Test
    void waitsForAClientThatWasRegisteredAMomentAgo() throws Exception {
        long now = Instant.now().toEpochMilli();
        UUID fresh = new UUID(now << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> api.put(fresh, EMAIL, "{\"status\":\"GRANTED\"}")
                    .returnResult(Void.class).getStatus().value());
            Thread.sleep(Duration.ofMillis(300));
            clients.knownAs(fresh);

            assertThat(answer.get()).isEqualTo(200);
        }
    }

    @Test
    void recordsAnObjectionToALegitimateInterestAndNothingForAContract() {
        api.answer(client, "DEBT_COLLECTION", "REFUSED");

        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("OBJECTED");
        api.put(client, "DEBT_COLLECTION", "{\"status\":\"PENDING\"}").expectStatus().isEqualTo(409);
        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("OBJECTED");
        assertThat(json(api.put(client, "CONTRACT_SERVICE", "{\"status\":\"GRANTED\"}").expectStatus().isEqualTo(422))
                .path("type").asString()).isEqualTo("urn:kartoteka:problem:purpose-needs-no-consent");
        api.put(client, "NO_SUCH_PURPOSE", "{\"status\":\"GRANTED\"}").expectStatus().isNotFound();
    }

    private long entries() {
        return database.number("select count(*) from consent_ledger where client_id = ?", client);
    }
}
