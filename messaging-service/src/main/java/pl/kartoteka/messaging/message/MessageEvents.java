package pl.kartoteka.messaging.message;

import java.util.Optional;

import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.events.MessageState;

/** What the suite learns of a message; neither its address nor its words. */
final class MessageEvents {

    private MessageEvents() {}

    static Optional<MessageEvent> of(Message message) {
        MessageState state = state(message);
        return switch (message.status()) {
            case QUEUED -> Optional.of(new MessageEvent.MessageQueued(state));
            case HELD -> Optional.of(new MessageEvent.MessageHeld(state));
            case SENT -> Optional.of(new MessageEvent.MessageSent(state));
            case DELIVERED -> Optional.of(new MessageEvent.MessageDelivered(state));
            case BOUNCED -> Optional.of(new MessageEvent.MessageBounced(state));
            case FAILED -> Optional.of(new MessageEvent.MessageFailed(state));
            case BLOCKED -> Optional.of(new MessageEvent.MessageBlocked(state));
            case CANCELLED -> Optional.of(new MessageEvent.MessageCancelled(state));
            case SENDING -> Optional.empty();
        };
    }

    private static MessageState state(Message message) {
        return new MessageState(
                message.id(),
                message.clientId(),
                message.campaignId(),
                message.channel().name(),
                message.purpose(),
                message.status().name(),
                message.reason(),
                message.decisionId(),
                message.updatedAt(),
                message.version());
    }
}
