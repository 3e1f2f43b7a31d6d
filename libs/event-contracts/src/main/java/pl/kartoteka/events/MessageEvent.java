package pl.kartoteka.events;

/** What happened to a message. Key: client id; sequence: version of the message. */
public sealed interface MessageEvent extends Event {
    String TOPIC = "kartoteka.messages.v1";

    MessageState message();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return message().clientId().toString();
    }

    @Override
    default long sequence() {
        return message().version();
    }

    @EventType("kartoteka.message.queued.v1")
    record MessageQueued(MessageState message) implements MessageEvent {}

    /** No consent decision could be had; the message waits for one. */
    @EventType("kartoteka.message.held.v1")
    record MessageHeld(MessageState message) implements MessageEvent {}

    /** The consent decision was no. */
    @EventType("kartoteka.message.blocked.v1")
    record MessageBlocked(MessageState message) implements MessageEvent {}

    /** The provider accepted it. */
    @EventType("kartoteka.message.sent.v1")
    record MessageSent(MessageState message) implements MessageEvent {}

    @EventType("kartoteka.message.delivered.v1")
    record MessageDelivered(MessageState message) implements MessageEvent {}

    @EventType("kartoteka.message.bounced.v1")
    record MessageBounced(MessageState message) implements MessageEvent {}

    @EventType("kartoteka.message.failed.v1")
    record MessageFailed(MessageState message) implements MessageEvent {}

    @EventType("kartoteka.message.cancelled.v1")
    record MessageCancelled(MessageState message) implements MessageEvent {}
}
