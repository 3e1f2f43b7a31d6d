package pl.kartoteka.client.template;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
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
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.problem.StrictJson;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/client-templates")
class TemplateController {
    private final ClientTemplates templates;
    private final StrictJson json;
    private final MergePatch mergePatch;
    private final Ids ids;
    private final Clock clock;

    TemplateController(ClientTemplates templates, StrictJson json, MergePatch mergePatch, Ids ids, Clock clock) {
        this.templates = templates;
        this.json = json;
        this.mergePatch = mergePatch;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    Mono<ResponseEntity<TemplateResponse>> addTemplate(@RequestBody TemplateRequest request) {
        Instant now = clock.instant();
        var template = ClientTemplate.of(ids.next(), request.checked(json), 1, now, now);
        return templates.add(template)
                .thenReturn(ResponseEntity.created(URI.create("/api/v1/client-templates/" + template.id()))
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
        return templates.find(id)
                .doOnNext(template -> IfMatch.check(seen, template.version()))
                .map(template -> ClientTemplate.of(id,
                        mergePatch.apply(TemplateRequest.of(template), patch, TemplateRequest.class).checked(json),
                        seen + 1, template.createdAt(), clock.instant()))
                .delayUntil(template -> templates.change(template)
                        .filter(done -> done)
                        .switchIfEmpty(Mono.error(StaleVersion::new)))
                .map(TemplateController::ok);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> removeTemplate(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long seen = IfMatch.required(ifMatch);
        return templates.find(id)
                .doOnNext(template -> IfMatch.check(seen, template.version()))
                .flatMap(_ -> templates.remove(id, seen))
                .filter(done -> done)
                .switchIfEmpty(Mono.error(StaleVersion::new))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<TemplateResponse> ok(ClientTemplate template) {
        return ResponseEntity.ok().eTag(ETags.of(template.version())).body(TemplateResponse.of(template));
    }
}
