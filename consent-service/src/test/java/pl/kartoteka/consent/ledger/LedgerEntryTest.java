package pl.kartoteka.consent.ledger;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import pl.kartoteka.consent.ledger.Fact.Origin;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerEntryTest {
    private static final UUID CLIENT = UUID.fromString("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000001Z");
    private static final Fact GRANT = new Fact(
            CLIENT, Origin.ANSWER, "EMAIL_MARKETING", "PENDING", "GRANTED", 2L, NOON, NOON, null, null, NOON, "PAPER",
            3,
            "pl", Sha256.of("Zgadzam się"), null,
            new Detail("sales", "podpis w sklepie", "ul. Kolejowa 5", null, null, null));

    @Test
    void isCanonicalAndHashedAndNamesTheOneBefore() {
        ChainHead head = new ChainHead(CLIENT, 4, "ab".repeat(32));

        LedgerEntry entry = LedgerEntry.next(head, GRANT, "salt");

        assertThat(entry.canonical())
                .isEqualTo(
                        "{\"answeredAt\":\"2026-11-22T12:00:00.000001Z\",\"askedAt\":\"2026-11-22T12:00:00.000001Z\","
                                + "\"clientId\":\"01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21\",\"detail\":\"" + Detail.hash(
                                        "salt",
                                        "{\"note\":\"podpis w sklepie\",\"recordedBy\":\"sales\",\"source\":\"ul. Kolejowa 5\"}")
                                + "\",\"format\":2,\"from\":\"PENDING\",\"method\":\"PAPER\",\"origin\":\"ANSWER\",\"position\":5,"
                                + "\"previous\":\"" + "ab".repeat(32) + "\",\"purpose\":\"EMAIL_MARKETING\","
                                + "\"recordedAt\":\"2026-11-22T12:00:00.000001Z\",\"textHash\":\""
                                + Sha256.of("Zgadzam się")
                                + "\",\"textLanguage\":\"pl\",\"textVersion\":3,\"to\":\"GRANTED\",\"version\":2}");
        assertThat(entry.hash()).isEqualTo(Sha256.of(entry.canonical()));
        assertThat(entry.head()).isEqualTo(new ChainHead(CLIENT, 5, entry.hash()));
    }

    @Test
    void keepsNothingPersonalInWhatIsHashed() {
        LedgerEntry entry = LedgerEntry.next(new ChainHead(CLIENT, 0, Sha256.NONE), GRANT, "salt");

        assertThat(entry.canonical()).doesNotContain("sklepie", "Kolejowa", "sales");
        assertThat(entry.detail()).contains("sklepie", "Kolejowa", "sales");
    }

    @Test
    void hasNoDetailWhereThereIsNone() {
        LedgerEntry entry = LedgerEntry.next(
                new ChainHead(CLIENT, 0, Sha256.NONE), Fact.erasure(CLIENT, NOON), "salt");

        assertThat(entry.detail()).isNull();
        assertThat(entry.salt()).isNull();
        assertThat(entry.canonical()).doesNotContain("detail");
    }

    @Test
    void isReadBackAsItWasWritten() {
        LedgerEntry entry = LedgerEntry.next(new ChainHead(CLIENT, 0, Sha256.NONE), GRANT, "salt");

        HistoryEntry shown = HistoryEntry.of(entry.position(), entry.canonical(), entry.hash(), entry.detail());

        assertThat(shown.recordedBy()).isEqualTo("sales");
        assertThat(shown.answeredAt()).isEqualTo(NOON);
        assertThat(shown.evidence())
                .isEqualTo(new HistoryEntry.Evidence("PAPER", 3, "pl", "podpis w sklepie", "ul. Kolejowa 5", null, null,
                        null));
    }
}
