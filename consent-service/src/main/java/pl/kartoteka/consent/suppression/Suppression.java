package pl.kartoteka.consent.suppression;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A client or an address that is not to be contacted. One of the two is given; of an address only its keyed hash is kept.
 *
 * @param channel null for every channel
 * @param reference what led to it: the import, the message
 */
record Suppression(
        UUID id,
        @Nullable UUID clientId,
        @Nullable String addressHash,
        @Nullable String channel,
        String reason,
        @Nullable String note,
        String source,
        @Nullable String reference,
        Instant createdAt,
        String createdBy) {}
