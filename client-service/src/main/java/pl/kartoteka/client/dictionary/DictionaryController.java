package pl.kartoteka.client.dictionary;

import java.net.URI;
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
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The dictionaries, which differ in their address and in what little more an entry says. */
@RestController
@RequestMapping({"/api/v1/client-groups", "/api/v1/traits", "/api/v1/trait-groups", "/api/v1/client-sources",
    "/api/v1/industries", "/api/v1/flags"})
class DictionaryController {
    private static final int KIND_IN_PATH = 5;

    private final DictionaryCatalogue catalogue;
    private final MergePatch mergePatch;

    DictionaryController(DictionaryCatalogue catalogue, MergePatch mergePatch) {
        this.catalogue = catalogue;
        this.mergePatch = mergePatch;
    }

    /** Whoever fills in a card may add an entry by its name; the same name is the same entry. */
    @PostMapping
    Mono<ResponseEntity<DictionaryEntryResponse>> addEntry(@RequestBody DictionaryEntryRequest entry,
            ServerHttpRequest request) {
        DictionaryKind dictionary = dictionary(request);
        return Caller.current()
                .doOnNext(caller -> DictionariesNotWritable.unless(caller, entry))
                .then(catalogue.add(dictionary, entry))
                .map(added -> (added.isNew()
                        ? ResponseEntity
                                .created(URI.create("/api/v1/" + dictionary.path() + "/" + added.entry().id()))
                        : ResponseEntity.ok())
                        .eTag(ETags.of(added.entry().version()))
                        .body(DictionaryEntryResponse.of(added.entry())));
    }

    /**
     * @param q part of the name or the code, with or without diacritics
     * @param sort {@code code} or {@code name}; by code when not said
     * @param retired whether to list those, too, that are not offered any more
     */
    @GetMapping
    Mono<Page<DictionaryEntryResponse>> entries(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            @RequestParam(defaultValue = "false") boolean retired,
            ServerHttpRequest request) {
        ListedEntries listed = ListedEntries.of(dictionary(request), retired, q, sort);
        int size = PageLimit.of(limit);
        return catalogue.list(listed, listed.place(cursor), size + 1)
                .map(found -> Page.of(found, size, null, listed.order()::place, DictionaryEntryResponse::of))
                .flatMap(page -> count ? catalogue.count(listed).map(page::withTotal) : Mono.just(page));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<DictionaryEntryResponse>> entry(@PathVariable UUID id, ServerHttpRequest request) {
        return catalogue.find(dictionary(request), id).map(DictionaryController::ok);
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<DictionaryEntryResponse>> changeEntry(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch,
            ServerHttpRequest request) {
        long seen = IfMatch.required(ifMatch);
        DictionaryKind dictionary = dictionary(request);
        return catalogue.change(dictionary, id, seen, entry -> mergePatch.apply(
                DictionaryEntryRequest.of(entry), patch, DictionaryEntryRequest.class))
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

    private static ResponseEntity<DictionaryEntryResponse> ok(DictionaryEntry entry) {
        return ResponseEntity.ok().eTag(ETags.of(entry.version())).body(DictionaryEntryResponse.of(entry));
    }
}
