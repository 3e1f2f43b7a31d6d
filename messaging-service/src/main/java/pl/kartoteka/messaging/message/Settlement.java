package pl.kartoteka.messaging.message;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What becomes of a message that was taken up. */
public record Settlement(
        Message message,
        MessageStatus status,
        @Nullable String reason,
        @Nullable UUID decisionId,
        @Nullable Instant decidedAt,
        @Nullable String providerId,
        Instant dueAt) {

    public static Settlement of(Message message, MessageStatus status, @Nullable String reason, Instant dueAt) {
        return new Settlement(
                message,
                status,
                reason,
                message.decisionId(),
                message.decidedAt(),
                message.providerId(),
                dueAt);
    }

    public Settlement on(@Nullable UUID decision, @Nullable Instant at) {
        return new Settlement(message, status, reason, decision, at, providerId, dueAt);
    }

    public Settlement by(@Nullable String provider) {
        return new Settlement(message, status, reason, decisionId, decidedAt, provider, dueAt);
    }
}
