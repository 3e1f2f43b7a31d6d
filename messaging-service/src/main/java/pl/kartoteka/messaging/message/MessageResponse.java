package pl.kartoteka.messaging.message;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

/**
 * @param reason why it is HELD, BLOCKED or FAILED
 * @param address where it went; nothing once the client is erased
 * @param unsubscribedAt when its recipient used the way out of it
 * @param decision the consent decision it was sent or refused on
 */
public record MessageResponse(
        UUID id,
        UUID clientId,
        @Nullable UUID campaignId,
        Channel channel,
        String purpose,
        MessageStatus status,
        @Nullable String reason,
        @Nullable MessageDecision decision,
        @Nullable String address,
        @Nullable Instant unsubscribedAt,
        Instant sendAt,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static MessageResponse of(Message message) {
        UUID decisionId = message.decisionId();
        return new MessageResponse(
                message.id(),
                message.clientId(),
                message.campaignId(),
                message.channel(),
                message.purpose(),
                message.status(),
                message.reason(),
                decisionId == null ? null : new MessageDecision(decisionId, message.decidedAt()),
                message.address(),
                message.unsubscribedAt(),
                message.sendAt(),
                message.createdBy(),
                message.createdAt(),
                message.updatedAt());
    }

    record MessageDecision(UUID id, @Nullable Instant decidedAt) {}

    @Override
    public String toString() {
        return "message " + id + " " + status;
    }
}
