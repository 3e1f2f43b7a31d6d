package pl.kartoteka.consent.ledger;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is to be remembered of a change, without anything personal in it.
 *
 * @param origin what made the change: an answer of the person, the clock, a merge of clients, an erasure
 * @param purpose null when the change concerns every consent of the client
 * @param version the version of the consent after the change
 * @param closedAt when the last answer before this one ended; part of the state, since it decides which grant is taken
 * @param textHash SHA-256 of the text the person was shown
 * @param mergedFrom what the state was taken over from, when clients were merged
 */
public record Fact(
        UUID clientId,
        Origin origin,
        @Nullable String purpose,
        @Nullable String from,
        @Nullable String to,
        @Nullable Long version,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant validUntil,
        @Nullable Instant closedAt,
        Instant recordedAt,
        @Nullable String method,
        @Nullable Integer textVersion,
        @Nullable String textLanguage,
        @Nullable String textHash,
        @Nullable MergedFrom mergedFrom,
        Detail detail) {

    /** @param entryHash the entry in the chain of the duplicate that proves the state */
    public record MergedFrom(UUID clientId, String entryHash) {}

    /** What made the change. */
    public enum Origin {
        ANSWER,
        EXPIRY,
        MERGE,
        MERGE_UNDONE,
        ERASURE
    }

    public static Fact erasure(UUID clientId, Instant at) {
        return new Fact(
                clientId, Origin.ERASURE, null, null, null, null, null, null, null, null, at, null, null, null, null,
                null,
                Detail.NONE);
    }
}
