package pl.kartoteka.messaging.gate;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.template.MessageLinks;
import pl.kartoteka.messaging.template.Rendering.Rendered;

/**
 * A message that may go, by a decision of this moment. Channels accept nothing else, and only the gate can make one: do not
 * open this constructor.
 */
public final class ClearedMessage {
    private final OutgoingMessage message;
    private final Rendered words;
    private final MessageLinks links;
    private final UUID decisionId;
    private final Instant decidedAt;

    ClearedMessage(
            OutgoingMessage message, Rendered words, MessageLinks links, UUID decisionId, Instant decidedAt) {
        this.message = message;
        this.words = words;
        this.links = links;
        this.decisionId = decisionId;
        this.decidedAt = decidedAt;
    }

    public UUID id() {
        return message.id();
    }

    public String address() {
        return message.address();
    }

    public Rendered words() {
        return words;
    }

    /** The way out of what it is sent for; none where that needs no consent. */
    public @Nullable String unsubscribe() {
        return links.unsubscribe();
    }

    public UUID decisionId() {
        return decisionId;
    }

    /** When consent-service said yes, by the clock of this service at the time of asking. */
    public Instant decidedAt() {
        return decidedAt;
    }

    @Override
    public String toString() {
        return "cleared message " + id();
    }
}
