package pl.kartoteka.client.link;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A tie of a client.
 *
 * @param type what is at its other end; of another client, what this one is to that one
 * @param otherName of the client at the other end
 */
record Link(
        UUID id,
        UUID clientId,
        String type,
        @Nullable String title,
        @Nullable String url,
        @Nullable String system,
        @Nullable String objectId,
        @Nullable UUID linkedClientId,
        @Nullable String otherName,
        @Nullable String note,
        String author,
        Instant createdAt,
        String changedBy,
        Instant updatedAt,
        Long version) {

    static Link of(UUID id, UUID client, LinkRequest request, String by, Instant at) {
        return new Link(id, client, request.type(), request.title(), request.url(), request.system(),
                request.objectId(), request.clientId(), null, request.note(), by, at, by, at, 1L);
    }

    Link changed(LinkRequest request, String by, Instant at) {
        return new Link(id, clientId, request.type(), request.title(), request.url(), request.system(),
                request.objectId(), linkedClientId, otherName, request.note(), author, createdAt, by, at, version + 1);
    }

    /** The clients it is about. */
    Stream<UUID> clients() {
        return Stream.concat(Stream.of(clientId), Stream.ofNullable(linkedClientId));
    }

    /** Says nothing of what is written, so that it never reaches a log by accident. */
    @Override
    public String toString() {
        return "link " + id;
    }
}
