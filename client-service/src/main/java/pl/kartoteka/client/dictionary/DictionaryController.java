package pl.kartoteka.client.dictionary;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
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
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The four dictionaries, which differ in their address alone. */
@RestController
@RequestMapping({"/api/v1/client-groups", "/api/v1/traits", "/api/v1/client-sources", "/api/v1/industries"})
class DictionaryController {
    private static final int KIND_IN_PATH = 5;

    private final DictionaryCatalogue catalogue;
    private final MergePatch mergePatch;

    DictionaryController(DictionaryCatalogue catalogue, MergePatch mergePatch) {
        this.catalogue = catalogue;
        this.mergePatch = mergePatch;
    }

    @PostMapping
    Mono<ResponseEntity<DictionaryEntryResponse>> addEntry(@RequestBody DictionaryEntryRequest entry,
            ServerHttpRequest request) {
        DictionaryKind dictionary = dictionary(request);
        return catalogue.add(dictionary, entry)
                .map(added -> ResponseEntity.created(URI.create("/api/v1/" + dictionary.path() + "/" + added.id()))
                        .eTag(ETags.of(added.version()))
                        .body(DictionaryEntryResponse.of(added)));
    }

    @GetMapping
    Mono<Page<DictionaryEntryResponse>> entries(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            ServerHttpRequest request) {
        DictionaryKind dictionary = dictionary(request);
        int size = PageLimit.of(limit);
        String after = cursor == null ? null : Cursor.decode(cursor, 1).getFirst();
        return catalogue.list(dictionary, after, size + 1)
                .flatMap(found -> count
                        ? catalogue.count(dictionary).map(total -> page(found, size, total))
                        : Mono.just(page(found, size, null)));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<DictionaryEntryResponse>> entry(@PathVariable UUID id, ServerHttpRequest request) {
        return catalogue.find(dictionary(request), id).map(DictionaryController::ok);
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<DictionaryEntryResponse>> renameEntry(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch,
            ServerHttpRequest request) {
        long seen = IfMatch.required(ifMatch);
        DictionaryKind dictionary = dictionary(request);
        return catalogue.rename(dictionary, id, seen, entry -> mergePatch.apply(
                new DictionaryEntryRequest(entry.code(), entry.name()), patch, DictionaryEntryRequest.class))
                .map(DictionaryController::ok);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> removeEntry(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            ServerHttpRequest request) {
        long seen = IfMatch.required(ifMatch);
        return catalogue.remove(dictionary(request), id, seen).thenReturn(ResponseEntity.noContent().build());
    }

    private static DictionaryKind dictionary(ServerHttpRequest request) {
        return DictionaryKind.at(request.getPath().pathWithinApplication().elements().get(KIND_IN_PATH).value());
    }

    private static Page<DictionaryEntryResponse> page(List<DictionaryEntry> found, int size, @Nullable Long total) {
        List<DictionaryEntry> items = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Cursor.encode(List.of(items.getLast().code())) : null;
        return new Page<>(items.stream().map(DictionaryEntryResponse::of).toList(), next, total);
    }

    private static ResponseEntity<DictionaryEntryResponse> ok(DictionaryEntry entry) {
        return ResponseEntity.ok().eTag(ETags.of(entry.version())).body(DictionaryEntryResponse.of(entry));
    }
}
