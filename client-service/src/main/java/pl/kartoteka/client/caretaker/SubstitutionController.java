package pl.kartoteka.client.caretaker;

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
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/substitutions")
class SubstitutionController {
    private final SubstitutionBook book;
    private final Substitutions substitutions;
    private final MergePatch mergePatch;

    SubstitutionController(SubstitutionBook book, Substitutions substitutions, MergePatch mergePatch) {
        this.book = book;
        this.substitutions = substitutions;
        this.mergePatch = mergePatch;
    }

    @PostMapping
    Mono<ResponseEntity<SubstitutionResponse>> addSubstitution(@RequestBody SubstitutionRequest request) {
        return Caller.current()
                .flatMap(caller -> book.enter(request, caller.subject()))
                .map(added -> ResponseEntity.created(URI.create("/api/v1/substitutions/" + added.id()))
                        .eTag(ETags.of(added.version()))
                        .body(shown(added)));
    }

    @GetMapping
    Mono<Page<SubstitutionResponse>> substitutions(
            @RequestParam(defaultValue = "false") boolean active,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        return substitutions.list(active, Cursor.idBefore(cursor), size + 1)
                .collectList()
                .map(found -> Page.of(found, size, null, last -> List.of(last.id().toString()), this::shown))
                .flatMap(page -> count ? substitutions.count(active).map(page::withTotal) : Mono.just(page));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<SubstitutionResponse>> substitution(@PathVariable UUID id) {
        return book.find(id).map(this::ok);
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<SubstitutionResponse>> changeSubstitution(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return book
                .change(id, seen, substitution -> mergePatch
                        .apply(SubstitutionRequest.of(substitution), patch, SubstitutionRequest.class))
                .map(this::ok);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> removeSubstitution(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long seen = IfMatch.required(ifMatch);
        return book.remove(id, seen).thenReturn(ResponseEntity.noContent().build());
    }

    private ResponseEntity<SubstitutionResponse> ok(Substitution substitution) {
        return ResponseEntity.ok().eTag(ETags.of(substitution.version())).body(shown(substitution));
    }

    private SubstitutionResponse shown(Substitution substitution) {
        return SubstitutionResponse.of(substitution, substitutions.today());
    }
}
