package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.consent.purpose.Channel;
import pl.kartoteka.consent.purpose.LegalBasis;
import pl.kartoteka.consent.purpose.Purpose;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID CLIENT = UUID.fromString("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // standing, reachable, suppressed, status, reason
        "ACTIVE,   true,  false, GRANTED,   GRANTED",
        "ACTIVE,   true,  false, -,         NO_CONSENT",
        "ACTIVE,   true,  false, PENDING,   PENDING",
        "ACTIVE,   true,  false, REFUSED,   REFUSED",
        "ACTIVE,   true,  false, WITHDRAWN, WITHDRAWN",
        "ACTIVE,   true,  false, EXPIRED,   EXPIRED",
        "ACTIVE,   false, false, GRANTED,   NO_ADDRESS",
        "ACTIVE,   false, false, REFUSED,   REFUSED",
        "ACTIVE,   true,  true,  GRANTED,   SUPPRESSED",
        "INACTIVE, true,  false, GRANTED,   INACTIVE",
        "ERASED,   false, true,  -,         ERASED",
        "-,        false, false, GRANTED,   UNKNOWN_CLIENT"
    })
    void decidesByAllThatCounts(
            @Nullable String standing, boolean reachable, boolean suppressed, @Nullable String status, Reason reason) {
        var client = new Circumstances(CLIENT, standing, false, false, reachable, suppressed, status, null);

        assertThat(about(LegalBasis.CONSENT).decide(client)).isEqualTo(reason);
    }

    @Test
    void takesAConsentAtItsEndForExpired() {
        assertThat(about(LegalBasis.CONSENT).decide(granted(NOON))).isEqualTo(Reason.EXPIRED);
        assertThat(about(LegalBasis.CONSENT).decide(granted(NOON.plusNanos(1_000)))).isEqualTo(Reason.GRANTED);
    }

    @Test
    void saysWhichBasisNeedsNoConsent() {
        for (LegalBasis basis : EnumSet.complementOf(EnumSet.of(LegalBasis.CONSENT))) {
            var neverAsked = new Circumstances(CLIENT, "ACTIVE", false, false, true, false, null, null);

            assertThat(about(basis).decide(neverAsked)).isEqualTo(Reason.valueOf(basis.name()));
        }
    }

    @Test
    void heedsAnObjectionToALegitimateInterest() {
        var objected = new Circumstances(CLIENT, "ACTIVE", false, false, true, false, "REFUSED", null);

        assertThat(about(LegalBasis.LEGITIMATE_INTEREST).decide(objected)).isEqualTo(Reason.OBJECTED);
        assertThat(about(LegalBasis.CONTRACT).decide(objected)).isEqualTo(Reason.CONTRACT);
    }

    @Test
    void suppressesWhateverTheBasis() {
        var suppressed = new Circumstances(CLIENT, "ACTIVE", false, false, true, true, null, null);

        assertThat(about(LegalBasis.CONTRACT).decide(suppressed)).isEqualTo(Reason.SUPPRESSED);
    }

    @Test
    void deniesWhoeverHadTheProcessingRestrictedAndADuplicateWhateverTheBasis() {
        var restricted = new Circumstances(CLIENT, "ACTIVE", false, true, true, false, "GRANTED", null);
        var duplicate = new Circumstances(CLIENT, "INACTIVE", true, false, true, false, "GRANTED", null);

        for (LegalBasis basis : LegalBasis.values()) {
            assertThat(about(basis).decide(restricted)).isEqualTo(Reason.RESTRICTED);
            assertThat(about(basis).decide(duplicate)).isEqualTo(Reason.MERGED);
        }
    }

    @Test
    void deniesAChannelThePurposeDoesNotOpen() {
        var question = new Question(purpose(LegalBasis.CONSENT, true), Channel.SMS, NOON);

        assertThat(question.decide(granted(null))).isEqualTo(Reason.CHANNEL_NOT_OPENED);
    }

    @Test
    void deniesARetiredPurpose() {
        var question = new Question(purpose(LegalBasis.CONSENT, false), Channel.EMAIL, NOON);

        assertThat(question.decide(granted(null))).isEqualTo(Reason.PURPOSE_RETIRED);
    }

    @Test
    void needsNoAddressForAPurposeThatReachesNobody() {
        var profiling = new Purpose(
                "PROFILING", "Profilowanie", null, LegalBasis.CONSENT, List.of(), 730, List.of(), true, 1);
        var withoutAddress = new Circumstances(CLIENT, "ACTIVE", false, false, false, false, "GRANTED", null);

        assertThat(new Question(profiling, null, NOON).decide(withoutAddress)).isEqualTo(Reason.GRANTED);
        assertThat(new Question(profiling, Channel.EMAIL, NOON).decide(withoutAddress))
                .isEqualTo(Reason.CHANNEL_NOT_OPENED);
        assertThat(new Question(purpose(LegalBasis.CONSENT, true), null, NOON).decide(granted(null)))
                .isEqualTo(Reason.CHANNEL_NOT_OPENED);
    }

    private static Circumstances granted(@Nullable Instant until) {
        return new Circumstances(CLIENT, "ACTIVE", false, false, true, false, "GRANTED", until);
    }

    private static Question about(LegalBasis basis) {
        return new Question(purpose(basis, true), Channel.EMAIL, NOON);
    }

    private static Purpose purpose(LegalBasis basis, boolean active) {
        return new Purpose(
                "EMAIL_MARKETING", "Marketing", null, basis, List.of(Channel.EMAIL), null, List.of(), active, 1);
    }
}
