package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PrivacyCaseTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-02T09:00:00Z");
    private static final Instant LATER = RECEIVED.plusSeconds(3600);

    @Test
    void erasureIsCompleteByReceiptsOnly() {
        PrivacyCase started = received(PrivacyKind.ERASURE).start();

        assertThatThrownBy(() -> started.complete(LATER)).isInstanceOf(PrivacyTransition.class);
        assertThat(started.erased(LATER).state()).isEqualTo(new CaseState.Completed(LATER));
    }

    @Test
    void erasureThatHasBegunCannotBeTakenBack() {
        PrivacyCase started = received(PrivacyKind.ERASURE).start();

        assertThatThrownBy(() -> started.refuse(LATER)).isInstanceOf(PrivacyTransition.class);
        assertThatThrownBy(() -> started.withdraw(LATER)).isInstanceOf(PrivacyTransition.class);
        assertThat(received(PrivacyKind.ERASURE).withdraw(LATER).state()).isInstanceOf(CaseState.Withdrawn.class);
    }

    @ParameterizedTest
    @EnumSource(value = PrivacyKind.class, names = "ERASURE", mode = EnumSource.Mode.EXCLUDE)
    void closedIsClosed(PrivacyKind kind) {
        PrivacyCase done = received(kind).start().complete(LATER);

        assertThatThrownBy(done::start).isInstanceOf(PrivacyTransition.class);
        assertThatThrownBy(() -> done.refuse(LATER)).isInstanceOf(PrivacyTransition.class);
        assertThatThrownBy(() -> done.withdraw(LATER)).isInstanceOf(PrivacyTransition.class);
        assertThatThrownBy(() -> done.extend(1, LATER)).isInstanceOf(ExtensionTooLate.class);
    }

    @Test
    void restrictionOutlivesItsCaseUntilItIsLifted() {
        PrivacyCase done = received(PrivacyKind.RESTRICTION).start().complete(LATER);

        assertThat(done.inForce()).isTrue();
        assertThat(done.lift().inForce()).isFalse();
        assertThatThrownBy(() -> done.lift().lift()).isInstanceOf(NotInForce.class);
        assertThat(received(PrivacyKind.RESTRICTION).refuse(LATER).inForce()).isFalse();
    }

    @Test
    void isExtendedOnceAndWithinTheFirstMonth() {
        PrivacyCase extended = received(PrivacyKind.ACCESS).extend(2, LATER);

        assertThat(extended.dueOn()).isEqualTo("2027-02-02");
        assertThatThrownBy(() -> extended.extend(1, LATER)).isInstanceOf(ExtensionTooLate.class);
        assertThat(received(PrivacyKind.ACCESS).extend(1, Instant.parse("2026-12-02T22:59:00Z")).dueOn())
                .isEqualTo("2027-01-02");
        assertThatThrownBy(() -> received(PrivacyKind.ACCESS).extend(1, Instant.parse("2026-12-02T23:01:00Z")))
                .isInstanceOf(ExtensionTooLate.class);
    }

    private static PrivacyCase received(PrivacyKind kind) {
        return PrivacyCase.received(UUID.randomUUID(), UUID.randomUUID(), kind, List.of(), RECEIVED, "iod");
    }
}
