package pl.kartoteka.events;

import java.util.UUID;

/** What happened to a client. Key: client id; sequence: version of the client. */
public sealed interface ClientEvent extends Event permits ClientChange, ClientEvent.ClientErased {
    String TOPIC = "kartoteka.clients.v1";

    UUID clientId();

    long version();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return clientId().toString();
    }

    @Override
    default long sequence() {
        return version();
    }

    /**
     * The client is gone for good. Nothing personal may be kept. A tombstone of its key follows and says the same, with the
     * highest version there is ({@link Tombstones}): after compaction it is all that is left.
     */
    @EventType("kartoteka.client.erased.v1")
    record ClientErased(UUID clientId, long version) implements ClientEvent {}
}
