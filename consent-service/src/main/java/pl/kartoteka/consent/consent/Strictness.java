package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static pl.kartoteka.consent.consent.ConsentStatus.EXPIRED;
import static pl.kartoteka.consent.consent.ConsentStatus.GRANTED;
import static pl.kartoteka.consent.consent.ConsentStatus.NOT_ASKED;
import static pl.kartoteka.consent.consent.ConsentStatus.PENDING;
import static pl.kartoteka.consent.consent.ConsentStatus.REFUSED;
import static pl.kartoteka.consent.consent.ConsentStatus.WITHDRAWN;

/**
 * Which of two consents to one purpose counts when their clients turn out to be one. The strictest: a withdrawal, a refusal,
 * what ran out, a question nobody answered, and only then a grant; of two grants the one that ends sooner, of two noes the one
 * that more grants are too old for. Whoever was never asked has said nothing, so any answer of the other counts.
 */
final class Strictness {
    private static final List<ConsentStatus> STRICTEST_FIRST = List.of(
            WITHDRAWN, REFUSED, EXPIRED, PENDING, GRANTED, NOT_ASKED);
    private static final Comparator<Consent> BY_STRICTNESS = Comparator
            .comparing((Consent consent) -> STRICTEST_FIRST.indexOf(consent.status()))
            .thenComparing(Strictness::end)
            .thenComparing(Strictness::closed, Comparator.reverseOrder());

    private Strictness() {}

    /** Whether the duplicate's consent is stricter than the survivor's; of equal ones the survivor keeps its own. */
    static boolean isStricter(Consent duplicate, Consent survivor) {
        return BY_STRICTNESS.compare(duplicate, survivor) < 0;
    }

    private static Instant end(Consent consent) {
        Instant end = consent.status() == GRANTED ? consent.validUntil() : null;
        return end == null ? Instant.MAX : end;
    }

    private static Instant closed(Consent consent) {
        Instant closed = consent.status() == GRANTED ? null : consent.closedAt();
        return closed == null ? Instant.MIN : closed;
    }

    /** What the consent is by now, whether its end was recorded or not. */
    static Consent at(Instant now, Consent consent) {
        return consent instanceof Consent.Granted granted && !granted.holdsAt(now) ? granted.expire() : consent;
    }

    /** The later of both, where there is one: no merge makes an older grant acceptable again. */
    static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
