package pl.kartoteka.client.registry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.duplicate.NearDuplicate;

/**
 * A client as callers see it.
 *
 * @param mergedInto the client it turned out to be
 * @param photo where it is, if there is one
 * @param warnings other clients that may be the same one, where it was just registered
 */
public record ClientResponse(UUID id, long version, @JsonUnwrapped ClientCard card,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID mergedInto,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Photo photo,
        Instant createdAt, Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<NearDuplicate> warnings) {

    /** With the PESEL and the number of an id document, for those who may see it. */
    public static ClientResponse whole(Client client) {
        return of(client, client.card(), null);
    }

    /** With no more than the knowledge that there are such numbers. */
    public static ClientResponse masked(Client client) {
        return of(client, client.card().masked(), null);
    }

    static ClientResponse registered(Client client, List<NearDuplicate> warnings) {
        return of(client, client.card().masked(), warnings.isEmpty() ? null : warnings);
    }

    private static ClientResponse of(Client client, ClientCard card, @Nullable List<NearDuplicate> warnings) {
        return new ClientResponse(client.id(), client.version(), card, client.mergedInto(), Photo.of(client),
                client.createdAt(), client.updatedAt(), warnings);
    }

    /** @param version what its ETag says */
    public record Photo(String url, long version) {
        static @Nullable Photo of(Client client) {
            return client.photo() == null
                    ? null
                    : new Photo("/api/v1/clients/" + client.id() + "/photo", client.photo());
        }
    }
}
