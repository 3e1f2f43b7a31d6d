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
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A company becomes a person, or a person a company. The body is the kind and what else changes on the way. What the card says
 * that the new kind has no place for is set aside until there is one again; what the caller gives must fit.
 */
@RestController
class ConversionController {
    private static final String KIND = "kind";

    private final Conversions conversions;

    ConversionController(Conversions conversions) {
        this.conversions = conversions;
    }

    @PostMapping("/api/v1/clients/{id}/conversion")
    Mono<ResponseEntity<ConversionResponse>> convertClient(
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
                .flatMap(origin -> conversions.convert(id, seen, kind, given, origin))
                .map(converted -> ResponseEntity.ok().eTag(converted.client().tag()).body(converted));
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
