package pl.kartoteka.client.exports;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.registry.Client;

/**
 * A client as columns see it.
 *
 * @param entries what the entries of the dictionaries are called
 * @param outside null where no column asks for it
 */
record ExportedClient(Client client, Map<UUID, String> entries, OutsideCards.@Nullable Known outside) {
    ClientCard card() {
        return client.card();
    }
}
