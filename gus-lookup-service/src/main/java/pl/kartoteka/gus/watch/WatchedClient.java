package pl.kartoteka.gus.watch;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.gus.identifier.Nip;

/**
 * A client as far as the watch is concerned.
 *
 * @param nip null when there is nothing to watch: none, not valid, deactivated, merged, erased
 */
record WatchedClient(UUID clientId, long sequence, @Nullable String nip) {

    static WatchedClient of(ClientEvent event) {
        return switch (event) {
            case ClientErased erased -> new WatchedClient(erased.clientId(), erased.version(), null);
            case ClientChange change -> {
                var client = change.client();
                var nip = client.nip();
                yield new WatchedClient(client.id(), client.version(),
                        client.active() && client.mergedInto() == null && nip != null
                                ? Nip.parse(nip).map(Nip::digits).orElse(null)
                                : null);
            }
        };
    }
}
