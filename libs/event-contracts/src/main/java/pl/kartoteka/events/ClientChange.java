package pl.kartoteka.events;

import java.util.List;
import java.util.UUID;

/** A change that leaves the client in being, with the whole client after it. */
public sealed interface ClientChange extends ClientEvent {

    ClientState client();

    @Override
    default UUID clientId() {
        return client().id();
    }

    @Override
    default long version() {
        return client().version();
    }

    @EventType("kartoteka.client.registered.v1")
    record ClientRegistered(ClientState client) implements ClientChange {}

    /** @param changed the names of the fields that differ from the version before */
    @EventType("kartoteka.client.updated.v1")
    record ClientUpdated(ClientState client, List<String> changed) implements ClientChange {}

    @EventType("kartoteka.client.converted.v1")
    record ClientConverted(ClientState client, String previousKind) implements ClientChange {}

    /** The first sales document made a POTENTIAL client STANDARD. */
    @EventType("kartoteka.client.promoted.v1")
    record ClientPromoted(ClientState client) implements ClientChange {}

    /** The client was found to be a duplicate; {@code client.mergedInto} names the survivor. */
    @EventType("kartoteka.client.merged.v1")
    record ClientMerged(ClientState client) implements ClientChange {}

    @EventType("kartoteka.client.deactivated.v1")
    record ClientDeactivated(ClientState client) implements ClientChange {}
}
