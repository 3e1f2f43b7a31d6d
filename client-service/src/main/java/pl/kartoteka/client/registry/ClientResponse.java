package pl.kartoteka.client.registry;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import pl.kartoteka.client.card.ClientCard;

/** A client as callers see it. */
public record ClientResponse(UUID id, long version, @JsonUnwrapped ClientCard card, Instant createdAt,
        Instant updatedAt) {

    /** With the PESEL and the number of an id document, for those who may see it. */
    public static ClientResponse whole(Client client) {
        return new ClientResponse(client.id(), client.version(), client.card(), client.createdAt(), client.updatedAt());
    }

    /** With no more than the knowledge that there are such numbers. */
    public static ClientResponse masked(Client client) {
        return new ClientResponse(client.id(), client.version(), client.card().masked(), client.createdAt(),
                client.updatedAt());
    }
}
