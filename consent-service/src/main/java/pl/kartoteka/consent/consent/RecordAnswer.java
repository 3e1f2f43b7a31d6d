package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** @param expectedVersion the version the caller replaces, when he named one */
record RecordAnswer(
        UUID clientId,
        String purpose,
        ConsentStatus status,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        EvidenceGiven evidence,
        @Nullable Long expectedVersion,
        String recordedBy) {

    /** The same answer of whoever stands for the client; the version named is that of the client's own consent. */
    RecordAnswer of(UUID other) {
        return other.equals(clientId)
                ? this
                : new RecordAnswer(other, purpose, status, askedAt, answeredAt, evidence, null, recordedBy);
    }

    RecordAnswer with(EvidenceGiven proven) {
        return new RecordAnswer(
                clientId, purpose, status, askedAt, answeredAt, proven, expectedVersion, recordedBy);
    }
}
