package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureRequested;
import pl.kartoteka.events.PrivacyEvent.ExportRequested;

import static java.util.Objects.requireNonNull;

/**
 * What every service was asked about one person.
 *
 * @param round how often they were asked
 * @param sinceRound answers to earlier rounds do not count
 * @param answeredAt when the last answer that was missing came
 * @param publicKey of an export: what the answers are sealed with
 * @param privateKey of an export, until its archive is erased
 */
record Asking(
        UUID caseId,
        UUID clientId,
        What what,
        int round,
        int sinceRound,
        Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable String publicKey,
        byte @Nullable [] privateKey,
        @Nullable Instant expiresAt) {

    enum What {
        ERASURE,
        EXPORT
    }

    PrivacyEvent event() {
        return switch (what) {
            case ERASURE -> new ErasureRequested(clientId, caseId, round, askedAt);
            case EXPORT -> new ExportRequested(clientId, caseId, round, requireNonNull(publicKey), askedAt);
        };
    }

    @Override
    public String toString() {
        return "Asking[" + caseId + ", " + what + ", " + round + "]";
    }
}
