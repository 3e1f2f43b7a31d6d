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

    /** The same answer of another client. */
    RecordAnswer of(UUID other) {
        return new RecordAnswer(
                other, purpose, status, askedAt, answeredAt, evidence, expectedVersion, recordedBy);
    }
}
