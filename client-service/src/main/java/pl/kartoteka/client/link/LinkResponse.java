package pl.kartoteka.client.link;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A link as callers see it.
 *
 * @param clientId the client at the other end, where there is one: of an incoming link the one that has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LinkResponse(
        UUID id,
        String type,
        @Nullable String title,
        @Nullable String url,
        @Nullable String system,
        @Nullable String objectId,
        @Nullable UUID clientId,
        @Nullable String clientName,
        @Nullable String note,
        String author,
        Instant createdAt,
        String changedBy,
        Instant updatedAt,
        long version) {

    static LinkResponse of(Link link) {
        return of(link, link.linkedClientId(), link.otherName());
    }

    /** As the client sees it that the link leads to. */
    static LinkResponse incoming(Link link) {
        return of(link, link.clientId(), link.otherName());
    }

    /** Without who is at the other end: others have no right to know. */
    static LinkResponse ofOneEnd(Link link) {
        return of(link, null, null);
    }

    private static LinkResponse of(Link link, @Nullable UUID other, @Nullable String name) {
        return new LinkResponse(link.id(), link.type(), link.title(), link.url(), link.system(), link.objectId(),
                other, name, link.note(), link.author(), link.createdAt(), link.changedBy(), link.updatedAt(),
                link.version());
    }
}
