package pl.kartoteka.client.template;

import java.time.Instant;
import java.util.UUID;

import pl.kartoteka.client.card.ClientKind;
import tools.jackson.databind.JsonNode;

record TemplateResponse(
        UUID id,
        String name,
        ClientKind kind,
        JsonNode content,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static TemplateResponse of(ClientTemplate template) {
        return new TemplateResponse(template.id(), template.name(), template.kind(), template.content(),
                template.version(), template.createdAt(), template.updatedAt());
    }
}
