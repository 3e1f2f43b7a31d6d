package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A consent as it is stored: the last ledger entry of that client and purpose, ready to be asked. */
record ConsentRow(
        UUID clientId,
        String purposeCode,
        String status,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant validUntil,
        @Nullable Instant closedAt,
        long version) {

    Consent consent() {
        return switch (ConsentStatus.valueOf(status)) {
            case PENDING -> new Consent.Pending(clientId, purposeCode, asked(), closedAt, version);
            case GRANTED -> new Consent.Granted(clientId, purposeCode, asked(), answered(), validUntil, version);
            case REFUSED -> new Consent.Refused(clientId, purposeCode, asked(), answered(), closed(), version);
            case WITHDRAWN ->
                    new Consent.Withdrawn(clientId, purposeCode, asked(), answered(), closed(), version);
            case EXPIRED -> new Consent.Expired(clientId, purposeCode, asked(), answered(), ended(), version);
            case NOT_ASKED -> new Consent.NotAsked(clientId, purposeCode, version);
        };
    }

    /** The state that an entry of the ledger tells of. */
    static Consent told(UUID clientId, String purpose, JsonNode entry) {
        Instant answered = instant(entry, "answeredAt");
        Instant closed = instant(entry, "closedAt");
        return new ConsentRow(
                clientId,
                purpose,
                entry.path("to").asString(),
                instant(entry, "askedAt"),
                answered,
                instant(entry, "validUntil"),
                // Entries of the first format did not tell it.
                closed == null ? answered : closed,
                entry.path("version").asLong())
                .consent();
    }

    private static @Nullable Instant instant(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        return value.isString() ? Instant.parse(value.stringValue()) : null;
    }

    private Instant asked() {
        return present(askedAt, "asked_at");
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
