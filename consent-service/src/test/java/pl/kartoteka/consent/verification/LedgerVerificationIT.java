package pl.kartoteka.consent.verification;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.consent.offline.OfflineCheck;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pl.kartoteka.consent.Api.json;

/** What somebody does to the ledger who may do everything in the database. */
@ServiceTest
class LedgerVerificationIT {
    private static final String EMAIL = "EMAIL_MARKETING";

    private final Api api;
    private final Clients clients;
    private final OwnerDatabase database;
    private UUID client;

    @Autowired
    LedgerVerificationIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
    }

    /** Chain: 1 asked, 2 granted, 3 granted (SMS), 4 withdrawn. */
    @BeforeEach
    void recordAChain() {
        client = clients.known();
        api.answer(client, EMAIL, "PENDING");
        api.grant(client, EMAIL);
        api.grant(client, "SMS_MARKETING");
        api.answer(client, EMAIL, "WITHDRAWN");
    }

    @AfterEach
    void removeTheChain() {
        for (String table : new String[]{"consent_ledger", "ledger_head", "ledger_detail", "consent"}) {
            database.change("delete from " + table + " where client_id = ?", client);
        }
        assertThat(verification().path("intact").asBoolean()).isTrue();
    }

    @Test
    void findsNothingInALedgerAsItWasWritten() {
        JsonNode verification = verification();

        assertThat(verification.path("intact").asBoolean()).isTrue();
        assertThat(verification.path("entries").asLong()).isGreaterThanOrEqualTo(4);
        assertThat(verification.path("headsHash").asString()).hasSize(64);
        assertThat(verification.path("findings").isEmpty()).isTrue();
        assertThat(new OfflineCheck(api).findings()).isEmpty();
    }

    @Test
    void changesItsHashOverAllHeadsWithEveryEntry() {
        String before = verification().path("headsHash").asString();

        api.answer(client, "SMS_MARKETING", "WITHDRAWN");

        assertThat(verification().path("headsHash").asString()).isNotEqualTo(before);
    }

    @Test
    void locatesAnAlteredEntry() {
        database.change("""
                update consent_ledger set entry = replace(entry, 'GRANTED', 'REFUSED') where client_id = ? and position = 2
                """, client);

        assertThat(findings()).contains("2 ENTRY_ALTERED");
    }

    @Test
    void locatesAnEntryThatCannotEvenBeRead() {
        database.change("""
                update consent_ledger set entry = '{"position":' || repeat('1', 1001) || '}'
                where client_id = ? and position = 2
                """, client);

        assertThat(findings()).contains("2 ENTRY_ALTERED");
    }

    @Test
    void locatesAnEntryAlteredTogetherWithItsHash() {
        database.change("""
                update consent_ledger set entry = replace(entry, 'GRANTED', 'REFUSED'),
                    hash = sha256(convert_to(replace(entry, 'GRANTED', 'REFUSED'), 'UTF8'))
                where client_id = ? and position = 2
                """, client);

        assertThat(findings()).contains("3 LINK_BROKEN");
    }

    @Test
    void locatesARemovedEntry() {
        database.change("delete from consent_ledger where client_id = ? and position = 2", client);

        assertThat(findings()).contains("3 ENTRY_MISSING", "3 LINK_BROKEN");
    }

    @Test
    void locatesARemovedEntryWhoseGapWasClosed() {
        database.change("delete from consent_ledger where client_id = ? and position = 2", client);
        database.change("update consent_ledger set position = 2 where client_id = ? and position = 3", client);
        database.change("update consent_ledger set position = 3 where client_id = ? and position = 4", client);

        assertThat(findings()).contains("2 ENTRY_MISPLACED", "2 LINK_BROKEN", "null END_DIFFERS");
    }

    @Test
    void findsThatTheEndWasCutOff() {
        database.change("delete from consent_ledger where client_id = ? and position = 4", client);

        assertThat(findings()).contains("null END_DIFFERS", "4 STATE_DIFFERS");
    }

    @Test
    void findsThatAWholeChainWasRemoved() {
        database.change("delete from consent_ledger where client_id = ?", client);

        assertThat(findings()).contains("null END_DIFFERS");
    }

    @Test
    void findsAChainWithoutItsHead() {
        database.change("delete from ledger_head where client_id = ?", client);

        assertThat(findings()).containsExactly("null HEAD_MISSING");
    }

    @Test
    void locatesEntriesThatChangedPlaces() {
        database.change("update consent_ledger set position = 99 where client_id = ? and position = 2", client);
        database.change("update consent_ledger set position = 2 where client_id = ? and position = 3", client);
        database.change("update consent_ledger set position = 3 where client_id = ? and position = 99", client);

        assertThat(findings()).contains("2 ENTRY_MISPLACED", "2 LINK_BROKEN", "3 ENTRY_MISPLACED", "3 LINK_BROKEN");
    }

    @Test
    void locatesAnInsertedEntry() {
        database.change("""
                insert into consent_ledger (client_id, position, entry, hash)
                select client_id, 5, entry, hash from consent_ledger where client_id = ? and position = 2
                """, client);

        assertThat(findings()).contains("5 ENTRY_MISPLACED", "5 LINK_BROKEN", "null END_DIFFERS");
    }

    @Test
    void locatesAnEntryTakenFromAnotherClient() {
        UUID other = clients.known();
        api.answer(other, EMAIL, "PENDING");
        database.change("delete from consent_ledger where client_id = ? and position = 1", client);
        database.change("""
                insert into consent_ledger (client_id, position, entry, hash)
                select ?, 1, entry, hash from consent_ledger where client_id = ? and position = 1
                """, client, other);

        assertThat(findings()).contains("1 ENTRY_MISPLACED", "2 LINK_BROKEN");
    }

    @Test
    void locatesAnAlteredAndARemovedDetail() {
        database.change("""
                update ledger_detail set detail = replace(detail, 'privacy', 'nobody') where client_id = ? and position = 2
                """, client);
        database.change("delete from ledger_detail where client_id = ? and position = 3", client);

        assertThat(findings()).containsExactlyInAnyOrder("2 DETAIL_ALTERED", "3 DETAIL_MISSING");
    }

    @Test
    void findsAStateThatTheLedgerDoesNotProve() {
        database.change("update consent set status = 'GRANTED' where client_id = ? and purpose_code = ?", client,
                EMAIL);

        assertThat(findings()).containsExactly("4 STATE_DIFFERS");
    }

    @Test
    void findsThatTheEndOfAnEarlierAnswerWasMovedSoThatAnOlderGrantWouldBeTaken() {
        database.change("""
                update consent set closed_at = closed_at - interval '1 year' where client_id = ? and purpose_code = ?
                """, client, EMAIL);

        assertThat(findings()).containsExactly("4 STATE_DIFFERS");
    }

    @Test
    void findsAStateThatIsGone() {
        database.change("delete from consent where client_id = ? and purpose_code = ?", client, EMAIL);

        assertThat(findings()).containsExactly("4 STATE_DIFFERS");
    }

    @Test
    void findsThatTheTextAPersonWasShownIsNotWhatItWas() {
        database.change(
                "update purpose_text set text = text || '!' where purpose_code = 'SMS_MARKETING' and version = 1");
        try {
            assertThat(findings()).containsExactly("3 TEXT_ALTERED");
        } finally {
            database.change(
                    "update purpose_text set text = left(text, -1) where purpose_code = 'SMS_MARKETING' and version = 1");
        }
    }

    @Test
    void stillVerifiesAfterAnErasureThatLeftNothingPersonal() {
        clients.erase(client);

        assertThat(verification().path("intact").asBoolean()).isTrue();
        assertThat(database.number("select count(*) from ledger_detail where client_id = ?", client)).isZero();
        assertThat(database.number("select count(*) from consent where client_id = ?", client)).isZero();
        assertThat(database.number("select count(*) from consent_ledger where client_id = ?", client)).isEqualTo(5);
        assertThat(database.number("""
                select count(*) from consent_ledger where client_id = ? and (entry like '%privacy%' or entry like '%sklepie%')
                """, client)).isZero();
        JsonNode history = json(api.privacy().get().uri(Api.CONSENTS + "/history", client, EMAIL).exchange()
                .expectStatus().isOk());
        assertThat(history.path("items").findValuesAsString("origin")).contains("ERASURE");
        assertThat(history.toString()).doesNotContain("privacy", "sklepie");
        assertThat(new OfflineCheck(api).findings()).isEmpty();
        assertThat(new OfflineCheck(api).export().lines().filter(line -> line.contains(client.toString())))
                .isNotEmpty()
                .noneMatch(line -> line.contains("privacy") || line.contains("sklepie"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update consent_ledger set entry = '{}'", "delete from consent_ledger", "truncate consent_ledger",
        "update ledger_detail set detail = '{}'", "truncate ledger_detail", "delete from ledger_head",
        "update purpose_text set text = 'x'", "delete from purpose_text", "delete from purpose",
        "update signed_head set head = '{}'", "delete from signed_head", "update sealed_chain set length = 0",
        "delete from sealed_chain", "update decision set allowed = true", "delete from decision",
        "delete from decision_call",
        "alter table consent_ledger add column x text"
    })
    void givesTheServiceNoRightToRewrite(String sql) {
        assertThatThrownBy(() -> database.changeAsService(sql))
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @ParameterizedTest
    @CsvSource({"privacy, audit:read, 200", "sales, consents:read, 403"})
    void isForWhoeverMayAudit(String subject, String scope, int status) {
        api.as(subject, scope).get().uri("/api/v1/consent-ledger/verification").exchange()
                .expectStatus().isEqualTo(status);
    }

    private JsonNode verification() {
        return json(api.privacy().get().uri("/api/v1/consent-ledger/verification").exchange().expectStatus().isOk());
    }

    private List<String> findings() {
        JsonNode verification = verification();
        assertThat(verification.path("intact").asBoolean()).isFalse();
        assertThat(new OfflineCheck(api).findings())
                .as("what the offline check finds in the export")
                .containsExactlyInAnyOrderElementsOf(OfflineCheck.spelled(verification));
        return verification.path("findings").valueStream()
                .peek(finding -> assertThat(finding.path("clientId").asString()).isEqualTo(client.toString()))
                .map(finding -> finding.path("position").asString("null") + " " + finding.path("kind").asString())
                .toList();
    }
}
