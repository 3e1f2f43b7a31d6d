package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StrictnessTest {
    private static final UUID CLIENT = UUID.fromString("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");
    private static final Instant MONDAY = Instant.parse("2026-11-16T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // survivor, duplicate, what counts
        "GRANTED,   WITHDRAWN, WITHDRAWN",
        "WITHDRAWN, GRANTED,   WITHDRAWN",
        "GRANTED,   REFUSED,   REFUSED",
        "REFUSED,   WITHDRAWN, WITHDRAWN",
        "WITHDRAWN, REFUSED,   WITHDRAWN",
        "GRANTED,   EXPIRED,   EXPIRED",
        "GRANTED,   PENDING,   PENDING",
        "EXPIRED,   PENDING,   EXPIRED",
        "NOT_ASKED, GRANTED,   GRANTED",
        "GRANTED,   NOT_ASKED, GRANTED",
        "NOT_ASKED, WITHDRAWN, WITHDRAWN",
        "WITHDRAWN, NOT_ASKED, WITHDRAWN"
    })
    void letsTheStrictestCountAndAnAnswerMoreThanNone(
            ConsentStatus survivor, ConsentStatus duplicate, ConsentStatus counts) {
        boolean duplicateCounts = Strictness.isStricter(in(duplicate, null), in(survivor, null));

        assertThat(duplicateCounts ? duplicate : survivor).isEqualTo(counts);
    }

    @Test
    void letsTheGrantCountThatEndsSooner() {
        assertThat(Strictness.isStricter(granted(MONDAY), granted(TUESDAY))).isTrue();
        assertThat(Strictness.isStricter(granted(MONDAY), granted(null))).isTrue();
        assertThat(Strictness.isStricter(granted(null), granted(MONDAY))).isFalse();
        assertThat(Strictness.isStricter(granted(MONDAY), granted(MONDAY))).isFalse();
    }

    @Test
    void letsTheLaterOfTwoWithdrawalsCount() {
        assertThat(Strictness.isStricter(in(ConsentStatus.WITHDRAWN, TUESDAY), in(ConsentStatus.WITHDRAWN, MONDAY)))
                .isTrue();
        assertThat(Strictness.isStricter(in(ConsentStatus.WITHDRAWN, MONDAY), in(ConsentStatus.WITHDRAWN, TUESDAY)))
                .isFalse();
    }

    @Test
    void takesAGrantAtItsEndForExpired() {
        assertThat(Strictness.at(TUESDAY, granted(TUESDAY)).status()).isEqualTo(ConsentStatus.EXPIRED);
        assertThat(Strictness.at(MONDAY, granted(TUESDAY)).status()).isEqualTo(ConsentStatus.GRANTED);
    }

    private static Consent granted(@Nullable Instant until) {
        return new Consent.Granted(CLIENT, "EMAIL_MARKETING", MONDAY, MONDAY, until, 1);
    }

    private static Consent in(ConsentStatus status, @Nullable Instant closed) {
        String purpose = "EMAIL_MARKETING";
        Instant closedAt = closed == null ? TUESDAY : closed;
        return switch (status) {
            case NOT_ASKED -> Consent.notAsked(CLIENT, purpose);
            case PENDING -> new Consent.Pending(CLIENT, purpose, MONDAY, null, 1);
            case GRANTED -> granted(null);
            case REFUSED -> new Consent.Refused(CLIENT, purpose, MONDAY, closedAt, closedAt, 2);
            case WITHDRAWN -> new Consent.Withdrawn(CLIENT, purpose, MONDAY, closedAt, closedAt, 3);
            case EXPIRED -> new Consent.Expired(CLIENT, purpose, MONDAY, MONDAY, TUESDAY, 3);
        };
    }
}
