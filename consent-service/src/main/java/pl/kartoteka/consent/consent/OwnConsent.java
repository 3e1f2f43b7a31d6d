package pl.kartoteka.consent.consent;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Where a consent stands, as its owner sees it. */
public record OwnConsent(
        String purpose,
        ConsentStatus status,
        long version,
        @Nullable Instant answeredAt,
        @Nullable Instant validUntil) {

    static OwnConsent of(Consent consent) {
        return new OwnConsent(
                consent.purpose(), consent.status(), consent.version(), consent.answeredAt(), consent.validUntil());
    }

    /** As it counts at that instant: one that has run out is over, even before that is on record. */
    public OwnConsent at(Instant now) {
        boolean over = status == ConsentStatus.GRANTED && validUntil != null && !now.isBefore(validUntil);
        return over ? new OwnConsent(purpose, ConsentStatus.EXPIRED, version, answeredAt, validUntil) : this;
    }

    public boolean isGranted() {
        return status == ConsentStatus.GRANTED;
    }

    boolean isNo() {
        return status == ConsentStatus.REFUSED || status == ConsentStatus.WITHDRAWN;
    }

    /** Whether there is something left to say no to. */
    public boolean isOpen() {
        return switch (status) {
            case GRANTED, PENDING -> true;
            case NOT_ASKED, REFUSED, WITHDRAWN, EXPIRED -> false;
        };
    }
}
