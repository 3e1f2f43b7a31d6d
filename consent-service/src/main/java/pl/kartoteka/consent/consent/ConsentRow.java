package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A consent as it is stored: the last ledger entry of that client and purpose, ready to be asked. */
record ConsentRow(
        UUID clientId,
        String purposeCode,
        String status,
        Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant validUntil,
        @Nullable Instant closedAt,
        long version) {

    Consent consent() {
        return switch (ConsentStatus.valueOf(status)) {
            case PENDING -> new Consent.Pending(clientId, purposeCode, askedAt, closedAt, version);
            case GRANTED -> new Consent.Granted(clientId, purposeCode, askedAt, answered(), validUntil, version);
            case REFUSED -> new Consent.Refused(clientId, purposeCode, askedAt, answered(), closed(), version);
            case WITHDRAWN ->
                    new Consent.Withdrawn(clientId, purposeCode, askedAt, answered(), closed(), version);
            case EXPIRED -> new Consent.Expired(clientId, purposeCode, askedAt, answered(), ended(), version);
            case NOT_ASKED -> throw new IllegalStateException("a stored consent that was not asked for");
        };
    }

    private Instant answered() {
        return present(answeredAt, "answered_at");
    }

    private Instant closed() {
        return present(closedAt, "closed_at");
    }

    private Instant ended() {
        return present(validUntil, "valid_until");
    }

    private Instant present(@Nullable Instant instant, String column) {
        if (instant == null) {
            throw new IllegalStateException("%s: null (expected for a consent that is %s)".formatted(column, status));
        }
        return instant;
    }
}
