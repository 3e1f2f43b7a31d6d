package pl.kartoteka.consent.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pl.kartoteka.consent.consent.ConsentStatus.EXPIRED;
import static pl.kartoteka.consent.consent.ConsentStatus.GRANTED;
import static pl.kartoteka.consent.consent.ConsentStatus.NOT_ASKED;
import static pl.kartoteka.consent.consent.ConsentStatus.PENDING;
import static pl.kartoteka.consent.consent.ConsentStatus.REFUSED;
import static pl.kartoteka.consent.consent.ConsentStatus.WITHDRAWN;

class ConsentTest {
    private static final UUID CLIENT = UUID.fromString("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");
    private static final Instant MONDAY = Instant.parse("2026-11-16T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T10:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T10:00:00Z");
    private static final Map<ConsentStatus, Set<ConsentStatus>> MOVES = Map.of(
            NOT_ASKED, EnumSet.of(PENDING, GRANTED, REFUSED),
            PENDING, EnumSet.of(GRANTED, REFUSED),
            GRANTED, EnumSet.of(WITHDRAWN),
            REFUSED, EnumSet.of(PENDING),
            WITHDRAWN, EnumSet.of(PENDING, GRANTED),
            EXPIRED, EnumSet.of(PENDING, GRANTED, REFUSED, WITHDRAWN));

    @ParameterizedTest
    @EnumSource
    void knowsEveryMoveAndRefusesAllOthers(ConsentStatus from) {
        for (ConsentStatus to : ConsentStatus.values()) {
            Consent consent = in(from);
            Answer answer = new Answer(to, null, null, false, WEDNESDAY);

            if (MOVES.get(from).contains(to)) {
                Consent after = consent.answer(answer, 730);
                assertThat(after.status()).isEqualTo(to);
                assertThat(after.version()).isEqualTo(consent.version() + 1);
            } else {
                assertThatThrownBy(() -> consent.answer(answer, 730))
                        .isInstanceOfSatisfying(ConsentTransition.class, refusal -> assertThat(refusal.extensions())
                                .containsEntry("from", from)
                                .containsEntry("to", to));
            }
        }
    }

    @Test
    void fillsBothDatesOfAGrantByItself() {
        Consent granted = in(NOT_ASKED).answer(new Answer(GRANTED, null, null, false, WEDNESDAY), null);

        assertThat(granted.askedAt()).isEqualTo(WEDNESDAY);
        assertThat(granted.answeredAt()).isEqualTo(WEDNESDAY);
        assertThat(granted.validUntil()).isNull();
    }

    @Test
    void keepsTheDateOfTheQuestionThatIsAnswered() {
        Consent granted = in(PENDING).answer(new Answer(GRANTED, null, null, false, WEDNESDAY), null);

        assertThat(granted.askedAt()).isEqualTo(MONDAY);
        assertThat(granted.answeredAt()).isEqualTo(WEDNESDAY);
    }

    @Test
    void takesTheDatesThatAreGiven() {
        Consent granted = in(PENDING).answer(new Answer(GRANTED, MONDAY, TUESDAY, false, WEDNESDAY), null);

        assertThat(granted.askedAt()).isEqualTo(MONDAY);
        assertThat(granted.answeredAt()).isEqualTo(TUESDAY);
    }

    @Test
    void neverDatesAQuestionAfterItsAnswer() {
        Consent pendingSinceTuesday = new Consent.Pending(CLIENT, "EMAIL_MARKETING", TUESDAY, null, 1);

        Consent granted = pendingSinceTuesday.answer(new Answer(GRANTED, null, MONDAY, false, WEDNESDAY), null);

        assertThat(granted.askedAt()).isEqualTo(MONDAY);
    }

    @Test
    void holdsForCalendarDaysOfWarsawAcrossTheChangeOfClocks() {
        Instant beforeWinterTime = Instant.parse("2026-10-24T10:00:00Z");

        Consent granted = in(NOT_ASKED)
                .answer(new Answer(GRANTED, null, beforeWinterTime, false, WEDNESDAY), 1);

        assertThat(granted.validUntil()).isEqualTo(Instant.parse("2026-10-25T11:00:00Z"));
    }

    @Test
    void holdsUntilItsEndAndNotAtIt() {
        var granted = new Consent.Granted(CLIENT, "EMAIL_MARKETING", MONDAY, MONDAY, TUESDAY, 1);

        assertThat(granted.holdsAt(TUESDAY.minusNanos(1_000))).isTrue();
        assertThat(granted.holdsAt(TUESDAY)).isFalse();
    }

    @Test
    void replacesAnAnswerOnlyByOneToALaterQuestion() {
        for (ConsentStatus answered : List.of(GRANTED, REFUSED)) {
            Consent consent = in(answered);

            assertThatThrownBy(() -> consent.answer(new Answer(GRANTED, MONDAY, WEDNESDAY, false, WEDNESDAY), null))
                    .isInstanceOf(ConsentTransition.class);
            assertThat(consent.answer(new Answer(GRANTED, WEDNESDAY, WEDNESDAY, false, WEDNESDAY), null)
                    .status())
                    .isEqualTo(GRANTED);
        }
    }

    @Test
    void replacesAnAnswerThatTheCallerNames() {
        Consent granted = in(REFUSED).answer(new Answer(GRANTED, null, null, true, WEDNESDAY), null);

        assertThat(granted.status()).isEqualTo(GRANTED);
    }

    @Test
    void asksAgainWhileTheAnswerIsAwaitedOnlyLater() {
        assertThat(in(PENDING)
                .answer(new Answer(PENDING, TUESDAY, null, false, WEDNESDAY), null)
                .askedAt())
                .isEqualTo(TUESDAY);
        assertThatThrownBy(() -> in(PENDING).answer(new Answer(PENDING, MONDAY, null, false, WEDNESDAY), null))
                .isInstanceOf(ConsentTransition.class);
    }

    @Test
    void letsNoOlderGrantOverrideALaterWithdrawal() {
        Answer paperFromMonday = new Answer(GRANTED, null, MONDAY, false, WEDNESDAY);
        Answer askedAgain = new Answer(PENDING, null, null, false, WEDNESDAY);
        Consent withdrawn = in(WITHDRAWN);

        assertThatThrownBy(() -> withdrawn.answer(paperFromMonday, null)).isInstanceOf(ConsentTransition.class);
        assertThatThrownBy(() -> withdrawn.answer(askedAgain, null).answer(paperFromMonday, null))
                .isInstanceOf(ConsentTransition.class);
    }

    @Test
    void letsNoGrantComeBackThatWasWithdrawnWithAnEarlierDate() {
        Consent granted = new Consent.Granted(CLIENT, "EMAIL_MARKETING", TUESDAY, TUESDAY, null, 1);

        Consent withdrawn = granted.answer(new Answer(WITHDRAWN, null, MONDAY, false, WEDNESDAY), null);

        assertThat(withdrawn.answeredAt()).isEqualTo(MONDAY);
        assertThatThrownBy(() -> withdrawn.answer(new Answer(GRANTED, null, TUESDAY, false, WEDNESDAY), null))
                .isInstanceOf(ConsentTransition.class);
    }

    @Test
    void letsNoBackdatedRefusalHideTheWithdrawalBeforeIt() {
        Instant sunday = MONDAY.minus(Duration.ofDays(1));
        Consent refused = in(WITHDRAWN)
                .answer(new Answer(PENDING, null, null, false, WEDNESDAY), null)
                .answer(new Answer(REFUSED, null, sunday, false, WEDNESDAY), null);

        assertThat(refused.answeredAt()).isEqualTo(sunday);
        assertThatThrownBy(() -> refused.answer(new Answer(GRANTED, null, MONDAY, true, WEDNESDAY), null))
                .isInstanceOf(ConsentTransition.class);
        assertThat(refused.answer(new Answer(GRANTED, null, WEDNESDAY, true, WEDNESDAY), null).status())
                .isEqualTo(GRANTED);
    }

    private static Consent in(ConsentStatus status) {
        String purpose = "EMAIL_MARKETING";
        return switch (status) {
            case NOT_ASKED -> Consent.notAsked(CLIENT, purpose);
            case PENDING -> new Consent.Pending(CLIENT, purpose, MONDAY, null, 1);
            case GRANTED -> new Consent.Granted(CLIENT, purpose, MONDAY, TUESDAY, null, 2);
            case REFUSED -> new Consent.Refused(CLIENT, purpose, MONDAY, TUESDAY, TUESDAY, 2);
            case WITHDRAWN -> new Consent.Withdrawn(CLIENT, purpose, MONDAY, TUESDAY, TUESDAY, 3);
            case EXPIRED -> new Consent.Expired(CLIENT, purpose, MONDAY, MONDAY, TUESDAY, 3);
        };
    }
}
