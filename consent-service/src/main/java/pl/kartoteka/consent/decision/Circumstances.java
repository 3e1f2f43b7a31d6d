package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * All that counts for one client, read at one moment.
 *
 * @param standing null when the client is not known here
 * @param merged whether the client was a duplicate; another one stands for it
 * @param restricted whether the person had the processing restricted (GDPR article 18)
 * @param reachable whether the client has an address for the channel
 * @param status of the consent to the purpose; null when the person was never asked
 */
record Circumstances(
        UUID clientId,
        @Nullable String standing,
        boolean merged,
        boolean restricted,
        boolean reachable,
        boolean suppressed,
        @Nullable String status,
        @Nullable Instant validUntil) {}
