package pl.kartoteka.client.link;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/clients/{id}/links")
class LinkController {
    private final LinkBook book;
    private final Links links;
    private final KnownClients clients;
    private final MergePatch mergePatch;

    LinkController(LinkBook book, Links links, KnownClients clients, MergePatch mergePatch) {
        this.book = book;
        this.links = links;
        this.clients = clients;
        this.mergePatch = mergePatch;
    }

    @PostMapping
    Mono<ResponseEntity<LinkResponse>> addLink(
            @PathVariable UUID id,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody LinkRequest request) {
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> book.add(id, request, origin))
                .map(added -> ResponseEntity.created(URI.create("/api/v1/clients/" + id + "/links/" + added.id()))
                        .eTag(ETags.of(added.version()))
                        .body(LinkResponse.of(added)));
    }

    /** @param incoming the links by which other clients lead to this one, instead of its own; each is changed under the client that has it */
    @GetMapping
    Mono<Page<LinkResponse>> links(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean incoming,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        UUID before = Cursor.idBefore(cursor);
        return clients.require(id)
                .then(links.list(id, incoming, before, size + 1))
                .map(found -> Page.of(found, size, null, last -> List.of(last.id().toString()),
                        incoming ? LinkResponse::incoming : LinkResponse::of))
                .flatMap(page -> count ? links.count(id, incoming).map(page::withTotal) : Mono.just(page));
    }

    @GetMapping("/{linkId}")
    Mono<ResponseEntity<LinkResponse>> link(@PathVariable UUID id, @PathVariable UUID linkId) {
        return book.find(id, linkId).map(LinkController::ok);
    }

    /** Everything but the client a link leads to. */
    @PatchMapping(path = "/{linkId}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<LinkResponse>> changeLink(
            @PathVariable UUID id,
            @PathVariable UUID linkId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> book.change(id, linkId, seen,
                        link -> mergePatch.apply(LinkRequest.of(link), patch, LinkRequest.class), origin))
                .map(LinkController::ok);
    }

    @DeleteMapping("/{linkId}")
    Mono<ResponseEntity<Void>> removeLink(
            @PathVariable UUID id,
            @PathVariable UUID linkId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> book.remove(id, linkId, seen, origin))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<LinkResponse> ok(Link link) {
        return ResponseEntity.ok().eTag(ETags.of(link.version())).body(LinkResponse.of(link));
    }
}
