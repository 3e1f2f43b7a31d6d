package pl.kartoteka.client.template;

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
@RequestMapping("/api/v1/client-templates")
class TemplateController {
    private final TemplateBook templates;
    private final MergePatch mergePatch;

    TemplateController(TemplateBook templates, MergePatch mergePatch) {
        this.templates = templates;
        this.mergePatch = mergePatch;
    }

    @PostMapping
    Mono<ResponseEntity<TemplateResponse>> addTemplate(@RequestBody TemplateRequest request) {
        return templates.add(request)
                .map(template -> ResponseEntity.created(URI.create("/api/v1/client-templates/" + template.id()))
                        .eTag(ETags.of(template.version()))
                        .body(TemplateResponse.of(template)));
    }

    @GetMapping
    Mono<Page<TemplateResponse>> templates(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        String after = cursor == null ? "" : String.valueOf(Cursor.decode(cursor, 1).getFirst());
        return templates.list(after, size + 1)
                .map(found -> Page.of(found, size, null, last -> List.of(last.name()), TemplateResponse::of))
                .flatMap(page -> count ? templates.count().map(page::withTotal) : Mono.just(page));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<TemplateResponse>> template(@PathVariable UUID id) {
        return templates.find(id).map(TemplateController::ok);
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<TemplateResponse>> changeTemplate(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return templates.change(id, seen, template -> mergePatch.apply(template, patch, TemplateRequest.class))
                .map(TemplateController::ok);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> removeTemplate(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long seen = IfMatch.required(ifMatch);
        return templates.remove(id, seen).thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<TemplateResponse> ok(ClientTemplate template) {
        return ResponseEntity.ok().eTag(ETags.of(template.version())).body(TemplateResponse.of(template));
    }
}
