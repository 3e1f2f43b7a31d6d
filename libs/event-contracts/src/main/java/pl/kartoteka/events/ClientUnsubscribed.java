package pl.kartoteka.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A person has used the way out of a message. Published by consent-service with the withdrawal itself, on the topic of messages,
 * since it is about one. Key: client id; sequence: version of the consent that ended.
 *
 * @param purpose code of the processing purpose she wants no more messages for
 * @param decisionId the consent decision the message was sent on: it tells which message it was
 * @param version of the consent after it
 */
@EventType("kartoteka.client.unsubscribed.v1")
public record ClientUnsubscribed(UUID clientId, String purpose, UUID decisionId, Instant at, long version)
        implements
            Event {
    public static final String TOPIC = MessageEvent.TOPIC;

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String key() {
        return clientId.toString();
    }

    @Override
    public long sequence() {
        return version;
    }
}
