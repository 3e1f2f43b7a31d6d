package pl.kartoteka.client.template;

import java.time.Instant;
import java.util.UUID;

import pl.kartoteka.client.card.ClientKind;
import tools.jackson.databind.JsonNode;

/** @param content what it fills in: the part of a card that does not say who the client is */
public record ClientTemplate(
        UUID id,
        String name,
        ClientKind kind,
        JsonNode content,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static ClientTemplate of(UUID id, TemplateRequest request, long version, Instant createdAt, Instant updatedAt) {
        return new ClientTemplate(id, request.name(), request.kind(), request.content(), version, createdAt, updatedAt);
    }

    ClientTemplate saying(TemplateContent another) {
        return new ClientTemplate(id, name, kind, another.json(), version, createdAt, updatedAt);
    }

    ClientTemplate saying(TemplateContent another, Instant at) {
        return new ClientTemplate(id, name, kind, another.json(), version + 1, createdAt, at);
    }
}
