package pl.kartoteka.messaging.template;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/message-templates")
class TemplateController {
    private final TemplateCatalogue catalogue;
    private final MessageTemplates templates;
    private final MergePatch mergePatch;

    TemplateController(TemplateCatalogue catalogue, MessageTemplates templates, MergePatch mergePatch) {
        this.catalogue = catalogue;
        this.templates = templates;
        this.mergePatch = mergePatch;
    }

    @GetMapping
    Mono<Page<TemplateResponse>> list(
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int most = PageLimit.of(limit);
        List<@Nullable String> after = cursor == null ? List.of() : Cursor.decode(cursor, 2);
        return templates
                .page(after.isEmpty() ? null : after.getFirst(), after.isEmpty() ? null : id(after.getLast()), most + 1)
                .collectList()
                .zipWith(count ? templates.count() : Mono.just(-1L))
                .map(found -> page(found.getT1(), most, found.getT2()));
    }

    @PostMapping
    Mono<ResponseEntity<TemplateResponse>> add(@RequestBody TemplateRequest request) {
        return catalogue.add(request)
                .map(template -> answer(
                        ResponseEntity.created(URI.create("/api/v1/message-templates/" + template.id())), template));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<TemplateResponse>> read(@PathVariable UUID id) {
        return catalogue.require(id).map(template -> answer(ResponseEntity.ok(), template));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<TemplateResponse>> change(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return catalogue.require(id)
                .doOnNext(template -> IfMatch.check(seen, template.version()))
                .flatMap(template -> catalogue.change(
                        template, mergePatch.apply(TemplateRequest.of(template), patch, TemplateRequest.class)))
                .map(template -> answer(ResponseEntity.ok(), template));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return catalogue.remove(id, IfMatch.required(ifMatch));
    }

    @PostMapping("/{id}/preview")
    Mono<TemplatePreviewResponse> preview(@PathVariable UUID id, @RequestBody TemplatePreviewRequest request) {
        return catalogue.preview(id, request.clientId());
    }

    private static ResponseEntity<TemplateResponse> answer(ResponseEntity.BodyBuilder answer,
            MessageTemplate template) {
        return answer.eTag(ETags.of(template.version())).body(TemplateResponse.of(template));
    }

    private static Page<TemplateResponse> page(List<MessageTemplate> found, int most, long total) {
        List<MessageTemplate> shown = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? Cursor.encode(List.of(shown.getLast().name(), shown.getLast().id().toString()))
                : null;
        return new Page<>(shown.stream().map(TemplateResponse::of).toList(), next, total < 0 ? null : total);
    }

    private static UUID id(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
