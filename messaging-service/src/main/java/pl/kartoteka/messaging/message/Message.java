package pl.kartoteka.messaging.message;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

/**
 * One message to one client.
 *
 * @param reason why it is HELD, BLOCKED or FAILED, or is tried again
 * @param decisionId the consent decision it was sent or refused on
 * @param address where it was handed to the provider for
 * @param firstAttemptAt when it was first handed to a provider
 * @param unsubscribedAt when its recipient used the way out of it
 * @param dueAt when it is next looked at; {@code sendAt} at first
 */
public record Message(
        UUID id,
        long version,
        UUID clientId,
        @Nullable UUID campaignId,
        Channel channel,
        String purpose,
        UUID contentId,
        MessageStatus status,
        @Nullable String reason,
        @Nullable UUID decisionId,
        @Nullable Instant decidedAt,
        @Nullable String address,
        @Nullable String providerId,
        int attempts,
        @Nullable Instant firstAttemptAt,
        @Nullable Instant unsubscribedAt,
        Instant sendAt,
        Instant dueAt,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** How long it has been due. */
    public Duration overdue(Instant now) {
        return Duration.between(sendAt, now);
    }

    /** How long providers have been tried. */
    public Duration tried(Instant now) {
        return firstAttemptAt == null ? Duration.ZERO : Duration.between(firstAttemptAt, now);
    }

    @Override
    public String toString() {
        return "message " + id + " " + status;
    }
}
