package pl.kartoteka.messaging.gate;

import java.util.UUID;

import pl.kartoteka.messaging.template.Rendering.Rendered;

/** A message ready to go, if it may. */
public record OutgoingMessage(UUID id, UUID clientId, String address, Rendered words) {

    @Override
    public String toString() {
        return "outgoing message " + id;
    }
}
