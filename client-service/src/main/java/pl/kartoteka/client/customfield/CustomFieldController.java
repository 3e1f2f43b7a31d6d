package pl.kartoteka.client.customfield;

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
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/custom-fields")
class CustomFieldController {
    private final CustomFieldCatalogue catalogue;
    private final MergePatch mergePatch;

    CustomFieldController(CustomFieldCatalogue catalogue, MergePatch mergePatch) {
        this.catalogue = catalogue;
        this.mergePatch = mergePatch;
    }

    @PostMapping
    Mono<ResponseEntity<CustomFieldResponse>> defineCustomField(@RequestBody CustomFieldRequest field) {
        return catalogue.define(field)
                .map(defined -> ResponseEntity.created(URI.create("/api/v1/custom-fields/" + defined.id()))
                        .eTag(ETags.of(defined.version()))
                        .body(CustomFieldResponse.of(defined)));
    }

    @GetMapping
    Mono<Page<CustomFieldResponse>> customFields(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        String after = cursor == null ? null : Cursor.decode(cursor, 1).getFirst();
        return catalogue.list(after, size + 1)
                .flatMap(found -> count
                        ? catalogue.count().map(total -> page(found, size, total))
                        : Mono.just(page(found, size, null)));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<CustomFieldResponse>> customField(@PathVariable UUID id) {
        return catalogue.find(id).map(CustomFieldController::ok);
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<CustomFieldResponse>> changeCustomField(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return catalogue.change(id, seen, field -> mergePatch.apply(
                CustomFieldRequest.of(field), patch,
                CustomFieldRequest.class))
                .map(CustomFieldController::ok);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> removeCustomField(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long seen = IfMatch.required(ifMatch);
        return catalogue.remove(id, seen).thenReturn(ResponseEntity.noContent().build());
    }

    private static Page<CustomFieldResponse> page(List<CustomField> found, int size, @Nullable Long total) {
        return Page.of(found, size, total, last -> List.of(last.code()), CustomFieldResponse::of);
    }

    private static ResponseEntity<CustomFieldResponse> ok(CustomField field) {
        return ResponseEntity.ok().eTag(ETags.of(field.version())).body(CustomFieldResponse.of(field));
    }
}
