package pl.kartoteka.client.representative;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.Page;
import reactor.core.publisher.Mono;

/** Who acts for a client. */
@RestController
@RequestMapping("/api/v1/clients/{id}/representatives")
class RepresentationController {
    private final RepresentativeBook book;
    private final Representatives representatives;
    private final KnownClients clients;

    RepresentationController(RepresentativeBook book, Representatives representatives, KnownClients clients) {
        this.book = book;
        this.representatives = representatives;
        this.clients = clients;
    }

    @GetMapping
    Mono<ResponseEntity<Page<Representation>>> clientRepresentatives(@PathVariable UUID id) {
        return clients.require(id)
                .then(representatives.of(id).collectList())
                .map(people -> ResponseEntity.ok()
                        .eTag(ETags.of(Representation.version(people)))
                        .body(new Page<>(people, null, null)));
    }

    /** The same person twice is the same representative, in the position told last. Only who is there already must have been seen. */
    @PutMapping("/{representativeId}")
    Mono<ResponseEntity<Page<Representation>>> putRepresentative(
            @PathVariable UUID id,
            @PathVariable UUID representativeId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody PositionRequest request) {
        Long seen = IfMatch.optional(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> book.name(id, representativeId, seen, request.position().strip(), origin))
                .then(clientRepresentatives(id));
    }

    @DeleteMapping("/{representativeId}")
    Mono<ResponseEntity<Void>> takeRepresentative(
            @PathVariable UUID id,
            @PathVariable UUID representativeId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> book.take(id, representativeId, seen, origin))
                .thenReturn(ResponseEntity.noContent().build());
    }
}
