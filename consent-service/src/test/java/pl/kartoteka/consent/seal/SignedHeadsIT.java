package pl.kartoteka.consent.seal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import static pl.kartoteka.consent.Api.json;

/** What somebody cannot hide who may do everything in the database and has not got the key. */
@ServiceTest
class SignedHeadsIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String HEADS = "/api/v1/consent-ledger/heads";
    private static final String[] CHAIN = {"consent_ledger", "ledger_head", "ledger_detail", "consent"};

    private final WebTestClient anonymous;
    private final Api api;
    private final Clients clients;
    private final OwnerDatabase database;
    private final LedgerSeal seal;
    private UUID client;

    @Autowired
    SignedHeadsIT(WebTestClient web, ApplicationContext context, Environment settings, LedgerSeal seal) {
        this.anonymous = web;
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
        this.seal = seal;
    }

    /** Chain: 1 asked, 2 granted (both sealed by the first head), 3 withdrawn (sealed by the second). */
    @BeforeEach
    void recordAndSignAChain() {
        unseal();
        client = clients.known();
        api.answer(client, EMAIL, "PENDING");
        api.grant(client, EMAIL);
        sign();
        api.answer(client, EMAIL, "WITHDRAWN");
        sign();
        assertThat(verification().path("intact").asBoolean()).isTrue();
    }

    @AfterEach
    void removeTheChain() {
        for (String table : CHAIN) {
            database.change("delete from " + table + " where client_id = ?", client);
        }
        unseal();
        assertThat(verification().path("intact").asBoolean()).isTrue();
    }

    @Test
    void namesTheHeadBeforeAndIsSignedWithTheKeyEverybodyMaySee() {
        JsonNode heads = json(api.privacy().get().uri(HEADS + "?limit=2").exchange().expectStatus().isOk());
        JsonNode keys = json(anonymous.get().uri("/api/v1/consent-ledger/public-key").exchange().expectStatus().isOk());

        assertThat(heads.path("items").findValuesAsString("number")).containsExactly("2", "1");
        assertThat(heads.path("items").path(0).path("previous")).isEqualTo(heads.path("items").path(1).path("hash"));
        assertThat(heads.path("items").path(0).path("keyId")).isEqualTo(keys.path("keys").path(0).path("keyId"));
        assertThat(heads.path("items").path(0).path("entries").asLong())
                .isEqualTo(database.number("select count(*) from consent_ledger"));
        assertThat(heads.path("items").path(0).path("chains").asLong())
                .isEqualTo(database.number("select count(distinct client_id) from consent_ledger"));
        assertThat(verification().path("signedHeads").asLong()).isEqualTo(2);
        assertThat(new OfflineCheck(api).findings(heads.path("items").path(1).path("hash").asString())).isEmpty();
    }

    @Test
    void pagesThroughHeads() {
        JsonNode first = json(api.privacy().get().uri(HEADS + "?limit=1").exchange().expectStatus().isOk());
        JsonNode second = json(api.privacy().get()
                .uri(HEADS + "?limit=1&cursor={cursor}", first.path("nextCursor").asString()).exchange()
                .expectStatus().isOk());

        assertThat(second.path("items").path(0).path("number").asLong()).isEqualTo(1);
        assertThat(second.path("nextCursor").isMissingNode()).isTrue();
        api.privacy().get().uri(HEADS + "?cursor=x").exchange().expectStatus().isBadRequest();
    }

    @Test
    void signsByItselfOnlyWhatIsNew() {
        seal.sign().block();
        assertThat(database.number("select max(number) from signed_head")).isEqualTo(2);

        api.answer(client, EMAIL, "PENDING");
        seal.sign().block();
        assertThat(database.number("select max(number) from signed_head")).isEqualTo(3);
        assertThat(database.number("select count(*) from sealed_chain where number = 3")).isEqualTo(1);
    }

    @Test
    void givesHeadsThatAreSignedAtOnceNumbersWithoutGaps() throws Exception {
        List<Callable<SignedHead>> signing = Stream.<Callable<SignedHead>>generate(() -> () -> seal.signNow().block())
                .limit(12).toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var head : threads.invokeAll(signing)) {
                head.get();
            }
        }

        assertThat(database.number("select max(number) from signed_head")).isEqualTo(14);
        assertThat(verification().path("intact").asBoolean()).isTrue();
    }

    @Test
    void showsThatAWholeChainWasRemovedWithEverythingAroundIt() {
        for (String table : CHAIN) {
            database.change("delete from " + table + " where client_id = ?", client);
        }

        assertThat(findings()).containsExactlyInAnyOrder(
                client + " 2: SEALED_ENTRY_DIFFERS, as head 1 shows",
                client + " 3: SEALED_ENTRY_DIFFERS, as head 2 shows");
    }

    @Test
    void showsThatTheEndOfAChainWasCutOffWithItsHeadMovedBack() {
        database.change("delete from consent_ledger where client_id = ? and position = 3", client);
        database.change("delete from ledger_detail where client_id = ? and position = 3", client);
        database.change("""
                update ledger_head set length = 2, sealed_length = 2,
                    hash = (select hash from consent_ledger where client_id = ledger_head.client_id and position = 2)
                where client_id = ?
                """, client);
        database.change("""
                update consent set status = 'GRANTED', position = 2, version = 2, closed_at = null,
                    asked_at = (entry::jsonb ->> 'askedAt')::timestamptz, answered_at = (entry::jsonb ->> 'answeredAt')::timestamptz,
                    valid_until = (entry::jsonb ->> 'validUntil')::timestamptz
                from consent_ledger l where consent.client_id = ? and l.client_id = consent.client_id and l.position = 2
                """, client);

        assertThat(findings()).containsExactly(client + " 3: SEALED_ENTRY_DIFFERS, as head 2 shows");
    }

    @Test
    void showsThatTheEndOfAChainWasRewrittenWithFittingHashes() {
        database.change("""
                update consent_ledger set entry = replace(entry, '"method":"PAPER"', '"method":"OTHER"'),
                    hash = sha256(convert_to(replace(entry, '"method":"PAPER"', '"method":"OTHER"'), 'UTF8'))
                where client_id = ? and position = 2
                """, client);
        database.change("""
                update consent_ledger l set entry = changed.text, hash = sha256(convert_to(changed.text, 'UTF8'))
                from (select l3.client_id, replace(l3.entry, l3.entry::jsonb ->> 'previous', encode(l2.hash, 'hex')) as text
                      from consent_ledger l3 join consent_ledger l2 on l2.client_id = l3.client_id and l2.position = 2
                      where l3.position = 3) changed
                where l.client_id = changed.client_id and l.client_id = ? and l.position = 3
                """, client);
        database.change("""
                update ledger_head set hash = (select hash from consent_ledger l where l.client_id = ledger_head.client_id
                    and l.position = 3) where client_id = ?
                """, client);

        assertThat(findings()).containsExactlyInAnyOrder(
                client + " 2: SEALED_ENTRY_DIFFERS, as head 1 shows",
                client + " 3: SEALED_ENTRY_DIFFERS, as head 2 shows");
    }

    @Test
    void showsThatWhatAHeadSealedWasRemovedOrAltered() {
        for (String table : CHAIN) {
            database.change("delete from " + table + " where client_id = ?", client);
        }
        database.change("delete from sealed_chain where client_id = ?", client);

        assertThat(findings()).containsExactly("head 1: SEAL_ALTERED", "head 2: SEAL_ALTERED");
    }

    @Test
    void showsThatAHeadWasAlteredWithItsHash() {
        database.change("""
                update signed_head set head = replace(head, '"number":1', '"number":1,"x":1'),
                    hash = sha256(convert_to(replace(head, '"number":1', '"number":1,"x":1'), 'UTF8')) where number = 1
                """);

        assertThat(findings()).containsExactly("head 1: SIGNED_HEAD_ALTERED", "head 2: SIGNED_HEAD_ALTERED");
    }

    @Test
    void showsThatAHeadIsMissing() {
        database.change("delete from sealed_chain where number = 1");
        database.change("delete from signed_head where number = 1");

        assertThat(findings()).containsExactly("head 2: SIGNED_HEAD_MISSING", "head 2: SIGNED_HEAD_ALTERED");
    }

    @Test
    void showsByAHeadKeptElsewhereThatTheLastOnesWereRemoved() {
        String kept = json(api.privacy().get().uri(HEADS + "?limit=1").exchange()).path("items").path(0).path("hash")
                .asString();
        database.change("delete from sealed_chain where number = 2");
        database.change("delete from signed_head where number = 2");

        assertThat(new OfflineCheck(api).findings(kept)).containsExactly("head kept elsewhere: SIGNED_HEAD_MISSING");
        assertThat(verification().path("signedHeadHash").asString()).isNotEqualTo(kept);
    }

    @Test
    void isNotDeceivedByAHeadSignedWithAnotherKey() {
        var forger = new LedgerKeys("Zm9yZ2VkLWtleS1vZi10aGUtdGVzdHMtMDAwMDAwMDE=", List.of());
        SignedHead first = new SignedHead(1, text("head"), text("encode(hash, 'hex')"), new byte[0]);
        SignedHead forged = SignedHead.next(
                SignedHead.Last.of(first), List.of(), 0, 0, forger, Instant.parse("2026-11-22T12:00:00Z"));
        database.change("delete from sealed_chain where number = 2");
        database.change(
                "update signed_head set head = ?, hash = decode(?, 'hex'), signature = ? where number = 2",
                forged.head(), forged.hash(), forged.signature());

        assertThat(findings()).containsExactly("head 2: SIGNED_HEAD_ALTERED");
    }

    private String text(String column) {
        return database.text("select " + column + " from signed_head where number = 1");
    }

    private void sign() {
        api.as("iod", "privacy:manage").post().uri(HEADS).exchange().expectStatus().isCreated();
    }

    private void unseal() {
        database.change("delete from sealed_chain");
        database.change("delete from signed_head");
        database.change("update ledger_head set sealed_length = 0");
    }

    private JsonNode verification() {
        return json(api.privacy().get().uri("/api/v1/consent-ledger/verification").exchange().expectStatus().isOk());
    }

    /** What both checks find, which has to be the same. */
    private List<String> findings() {
        List<String> found = OfflineCheck.spelled(verification());
        assertThat(new OfflineCheck(api).findings()).containsExactlyInAnyOrderElementsOf(found);
        return found;
    }
}
