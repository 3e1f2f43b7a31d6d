package pl.kartoteka.client.registry;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.card.Stage;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A company becomes a person, or a person a company. The body is the kind and what else changes on the way. What the card says
 * that the new kind has no place for leaves it, and stays in the history; what the caller gives must fit.
 */
@RestController
class ConversionController {
    private static final String KIND = "kind";
    private static final String STAGE = "stage";
    private static final String NAME = "name";

    private final ClientRegistry registry;
    private final MergePatch mergePatch;

    ConversionController(ClientRegistry registry, MergePatch mergePatch) {
        this.registry = registry;
        this.mergePatch = mergePatch;
    }

    @PostMapping("/api/v1/clients/{id}/conversion")
    Mono<ResponseEntity<ClientResponse>> convertClient(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody JsonNode request) {
        long seen = IfMatch.required(ifMatch);
        if (!(request instanceof ObjectNode given)) {
            return Mono.error(new InvalidInput("", "object.expected"));
        }
        ClientKind kind = kind(given);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> registry.convert(id, seen, card -> converted(card, kind, given), origin))
                .map(client -> ResponseEntity.ok().eTag(ETags.of(client.version()))
                        .body(ClientResponse.masked(client)));
    }

    private ClientCard converted(ClientCard card, ClientKind kind, ObjectNode given) {
        ObjectNode patch = given.deepCopy();
        card.fieldsForeignTo(kind).stream().filter(field -> !given.has(field)).forEach(patch::putNull);
        if (!given.has(STAGE) && kind.firstStage() == Stage.STANDARD) {
            patch.put(STAGE, Stage.STANDARD.name());
        }
        boolean namedByParts = !kind.isOrganisation() && given.has("firstName") && given.has("lastName");
        if (namedByParts && !given.has(NAME)) {
            patch.putNull(NAME);
        }
        return mergePatch.apply(card, patch, ClientCard.class);
    }

    private static ClientKind kind(ObjectNode given) {
        if (!given.hasNonNull(KIND)) {
            throw new InvalidInput(KIND, "required");
        }
        try {
            return ClientKind.valueOf(given.path(KIND).asString());
        } catch (IllegalArgumentException _) {
            String allowed = Stream.of(ClientKind.values()).map(Enum::name).collect(Collectors.joining(", "));
            throw new InvalidInput(List.of(new FieldError(KIND, "choice.expected", Map.of("allowed", allowed))));
        }
    }
}
