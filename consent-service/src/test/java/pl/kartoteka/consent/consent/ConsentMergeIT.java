package pl.kartoteka.consent.consent;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pl.kartoteka.consent.Api.json;

/** Two clients turn out to be one, and sometimes two again. */
@ServiceTest
class ConsentMergeIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String SMS = "SMS_MARKETING";

    private final Api api;
    private final Clients clients;
    private final Answers answers;
    private final Environment settings;
    private UUID survivor;
    private UUID duplicate;

    @Autowired
    ConsentMergeIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.settings = settings;
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.answers = new Answers(context);
    }

    @BeforeEach
    void hearOfTwoClients() {
        survivor = clients.known();
        duplicate = clients.known();
    }

    @AfterEach
    void leavesTheLedgerIntact() {
        assertThat(json(api.privacy().get().uri("/api/v1/consent-ledger/verification").exchange())
                .path("findings").toString()).isEqualTo("[]");
    }

    @Test
    void letsTheStrictestConsentWinAndShowsItBefore() {
        api.grant(survivor, EMAIL);
        api.grant(duplicate, EMAIL);
        api.answer(duplicate, EMAIL, "WITHDRAWN");
        api.grant(duplicate, SMS);
        JsonNode preview = preview().path("purposes");

        clients.merge(duplicate, survivor, 5);

        assertThat(preview.findValuesAsString("purpose")).containsExactly(EMAIL, SMS);
        assertThat(preview.findValuesAsString("survivor")).containsExactly("GRANTED", "NOT_ASKED");
        assertThat(preview.findValuesAsString("duplicate")).containsExactly("WITHDRAWN", "GRANTED");
        assertThat(preview.findValuesAsString("result")).containsExactly("WITHDRAWN", "GRANTED");
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        assertThat(api.decide(survivor, SMS, "SMS")).isEqualTo("GRANTED");
        assertThat(api.decide(duplicate, SMS, "SMS")).isEqualTo("MERGED");
    }

    @Test
    void namesTheDuplicateAndItsProofInTheChainOfTheSurvivorAndPublishes() {
        api.grant(duplicate, SMS);
        String proof = history(duplicate, SMS).path(0).path("hash").asString();

        clients.merge(duplicate, survivor, 5);

        JsonNode entry = history(survivor, SMS).path(0);
        assertThat(entry.path("origin").asString()).isEqualTo("MERGE");
        assertThat(entry.path("mergedFrom").asString()).isEqualTo(duplicate.toString());
        assertThat(entry.path("evidence").path("textVersion").asInt()).isEqualTo(1);
        assertThat(entry.path("evidence").path("method").asString()).isEqualTo("PAPER");
        assertThat(proof).hasSize(64);
        KafkaProbe.shared().awaitEvent(ConsentEvent.TOPIC, "kartoteka.consent.granted.v1", survivor + "|" + SMS);
    }

    @Test
    void changesNothingWhereTheSurvivorIsAsStrictAndNothingWhenToldAgain() {
        api.grant(survivor, EMAIL);
        api.answer(survivor, EMAIL, "WITHDRAWN");
        api.grant(duplicate, EMAIL);

        clients.merge(duplicate, survivor, 5);
        clients.merge(duplicate, survivor, 5);
        clients.merge(duplicate, survivor, 6);

        assertThat(history(survivor, EMAIL).findValuesAsString("to")).containsExactly("GRANTED", "WITHDRAWN");
    }

    @Test
    void takesBackWhatAMergeBroughtWhenItIsUndone() {
        api.grant(survivor, EMAIL);
        api.answer(duplicate, EMAIL, "REFUSED");
        api.grant(duplicate, SMS);
        clients.merge(duplicate, survivor, 5);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("REFUSED");

        clients.part(duplicate, 6);

        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        assertThat(api.decide(survivor, SMS, "SMS")).isEqualTo("NO_CONSENT");
        assertThat(api.decide(duplicate, SMS, "SMS")).isEqualTo("GRANTED");
        assertThat(history(survivor, SMS).findValuesAsString("origin")).containsExactly("MERGE", "MERGE_UNDONE");
        KafkaProbe.shared().awaitEvent(ConsentEvent.TOPIC, "kartoteka.consent.reset.v1", survivor + "|" + SMS);
        api.grant(survivor, SMS);
        assertThat(api.decide(survivor, SMS, "SMS")).isEqualTo("GRANTED");
    }

    @Test
    void keepsWhatThePersonAnsweredSinceWhenAMergeIsUndone() {
        api.grant(duplicate, EMAIL);
        clients.merge(duplicate, survivor, 5);
        api.answer(survivor, EMAIL, "WITHDRAWN");

        clients.part(duplicate, 6);

        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    @Test
    void keepsWhatAnotherDuplicateBringsWhenOneMergeIsUndone() {
        UUID another = clients.known();
        api.grant(survivor, EMAIL);
        api.answer(duplicate, EMAIL, "REFUSED");
        api.answer(another, EMAIL, "REFUSED");
        clients.merge(duplicate, survivor, 5);
        clients.merge(another, survivor, 5);

        clients.part(duplicate, 6);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("REFUSED");

        clients.part(another, 6);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("GRANTED");
    }

    @Test
    void takesTheNoOfADuplicateForBothAndRecordsNothingElseOfIt() {
        api.grant(survivor, EMAIL);
        api.grant(duplicate, EMAIL);
        clients.merge(duplicate, survivor, 5);

        JsonNode refusal = json(api.put(duplicate, EMAIL, "{\"status\":\"WITHDRAWN\"}").expectStatus().isEqualTo(409));
        answers.decline(duplicate);

        assertThat(refusal.path("type").asString()).isEqualTo("urn:kartoteka:problem:client-merged");
        assertThat(refusal.path("mergedInto").asString()).isEqualTo(survivor.toString());
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        clients.part(duplicate, 6);
        assertThat(api.decide(duplicate, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    @Test
    void suppressesWhoeverStandsForASuppressedDuplicateWhileItDoes() {
        api.grant(survivor, EMAIL);
        api.privacy().post().uri("/api/v1/suppressions").bodyValue(Map.of("clientId", duplicate, "reason", "COMPLAINT"))
                .exchange().expectStatus().isCreated();

        clients.merge(duplicate, survivor, 5);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");

        clients.part(duplicate, 6);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        assertThat(api.decide(duplicate, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
    }

    @Test
    void keepsANoThatWasSaidAgainWhenTheMergeThatBroughtOneIsUndone() {
        api.grant(survivor, EMAIL);
        api.answer(duplicate, EMAIL, "REFUSED");
        clients.merge(duplicate, survivor, 5);

        answers.unsubscribe(survivor);
        answers.unsubscribe(survivor);
        clients.part(duplicate, 6);

        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("REFUSED");
        assertThat(history(survivor, EMAIL).findValuesAsString("origin")).containsExactly("ANSWER", "MERGE", "ANSWER");
    }

    @Test
    void takesANoForWhoeverStandsForTheClientByTheTimeItIsRecorded() throws Exception {
        api.grant(survivor, EMAIL);
        api.grant(duplicate, EMAIL);
        CompletableFuture<ConsentStatus> declined;
        try (Connection owner = DriverManager.getConnection(
                settings.getRequiredProperty("spring.flyway.url"),
                settings.getRequiredProperty("spring.flyway.user"),
                settings.getRequiredProperty("spring.flyway.password"));
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("update ledger_head set length = length where client_id = '" + duplicate + "'");
            declined = CompletableFuture.supplyAsync(() -> answers.decline(duplicate));
            awaitSomebodyBehind(statement);

            statement.execute("update known_client set merged_into = '%s' where client_id = '%s'"
                    .formatted(survivor, duplicate));
            owner.commit();
        }

        declined.get(20, TimeUnit.SECONDS);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
    }

    private static void awaitSomebodyBehind(Statement statement) {
        await().until(() -> {
            try (var result = statement.executeQuery("select exists (select from pg_locks"
                    + " where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))")) {
                result.next();
                return result.getBoolean(1);
            }
        });
    }

    @Test
    void carriesASuppressionOfADuplicateThatCameAfterTheMerge() {
        api.grant(survivor, EMAIL);
        clients.merge(duplicate, survivor, 5);

        suppress(duplicate);

        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
        clients.part(duplicate, 6);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("GRANTED");
    }

    @Test
    void keepsASuppressionThatAnotherDuplicateOrThePersonHasOfHerOwn() {
        UUID another = clients.known();
        api.grant(survivor, EMAIL);
        suppress(duplicate);
        suppress(another);
        clients.merge(duplicate, survivor, 5);
        clients.merge(another, survivor, 5);

        clients.part(duplicate, 6);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");

        suppress(survivor);
        clients.part(another, 6);
        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
    }

    private void suppress(UUID client) {
        api.privacy().post().uri("/api/v1/suppressions").bodyValue(Map.of("clientId", client, "reason", "MANUAL"))
                .exchange().expectStatus().isCreated();
    }

    /** That the survivor was merged in its turn may be heard of first. */
    @Test
    void reachesWhoeverStandsForTheSurvivorByThen() {
        UUID last = clients.known();
        api.grant(last, EMAIL);
        api.grant(last, SMS);
        api.grant(duplicate, EMAIL);
        api.answer(duplicate, EMAIL, "WITHDRAWN");
        api.privacy().post().uri("/api/v1/suppressions")
                .bodyValue(Map.of("clientId", duplicate, "reason", "COMPLAINT", "channel", "SMS"))
                .exchange().expectStatus().isCreated();
        clients.merge(survivor, last, 5);

        clients.merge(duplicate, survivor, 5);
        assertThat(api.decide(last, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        assertThat(api.decide(last, SMS, "SMS")).isEqualTo("SUPPRESSED");

        clients.part(duplicate, 6);
        assertThat(api.decide(last, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        assertThat(api.decide(last, SMS, "SMS")).isEqualTo("GRANTED");
    }

    @Test
    void bringsNoGrantThatRanOut() {
        api.grant(survivor, EMAIL);
        answers.grantAt(duplicate, Instant.parse("2020-01-01T00:00:00Z"));

        clients.merge(duplicate, survivor, 5);

        assertThat(api.decide(survivor, EMAIL, "EMAIL")).isEqualTo("EXPIRED");
    }

    @Test
    void refusesAPreviewOfOneClientOrOfNobody() {
        api.privacy().get().uri("/api/v1/consents/merge-preview?survivor={a}&duplicate={a}", survivor, survivor)
                .exchange()
                .expectStatus().isBadRequest();
        api.privacy().get()
                .uri("/api/v1/consents/merge-preview?survivor={a}&duplicate={b}", survivor, UUID.randomUUID())
                .exchange().expectStatus().isNotFound();
    }

    private JsonNode preview() {
        return json(api.privacy().get()
                .uri("/api/v1/consents/merge-preview?survivor={a}&duplicate={b}", survivor, duplicate).exchange()
                .expectStatus().isOk());
    }

    private JsonNode history(UUID client, String purpose) {
        return json(
                api.privacy().get().uri(Api.CONSENTS + "/history", client, purpose).exchange().expectStatus().isOk())
                .path("items");
    }
}
