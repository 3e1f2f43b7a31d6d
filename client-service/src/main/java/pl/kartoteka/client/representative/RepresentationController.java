package pl.kartoteka.client.representative;

import java.util.List;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
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

    /** By name. The ETag is that of all of them, whatever page they are on. */
    @GetMapping
    Mono<ResponseEntity<Page<Representation>>> clientRepresentatives(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        List<String> after = cursor == null ? null : Representation.place(cursor);
        return clients.require(id)
                .then(representatives.of(id).collectList())
                .flatMap(people -> (after == null ? Mono.just(people) : representatives.of(id, after, size + 1))
                        .map(found -> ResponseEntity.ok()
                                .eTag(ETags.of(Representation.version(people)))
                                .body(Page.of(found, size, count ? (long) people.size() : null, Representation::place,
                                        one -> one))));
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
                .then(clientRepresentatives(id, null, null, false));
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
