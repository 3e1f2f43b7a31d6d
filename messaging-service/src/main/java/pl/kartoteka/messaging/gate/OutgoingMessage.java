package pl.kartoteka.messaging.gate;

import java.util.UUID;
import java.util.function.Function;

import pl.kartoteka.messaging.template.MessageLinks;
import pl.kartoteka.messaging.template.Rendering;

/**
 * A message ready to go, if it may.
 *
 * @param letter what it says once its links are known
 */
public record OutgoingMessage(UUID id, UUID clientId, String address, Function<MessageLinks, Rendering> letter) {

    @Override
    public String toString() {
        return "outgoing message " + id;
    }
}
