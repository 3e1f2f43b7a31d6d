package pl.kartoteka.segment.catalogue;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
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
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.segment.definition.Segment;
import pl.kartoteka.segment.definition.Segment.Viewer;
import pl.kartoteka.segment.definition.Segments;
import pl.kartoteka.segment.definition.Viewers;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/v1/segments")
class SegmentController {
    private final SegmentCatalogue catalogue;
    private final SegmentPreview preview;
    private final Segments segments;
    private final MergePatch mergePatch;

    SegmentController(
            SegmentCatalogue catalogue,
            SegmentPreview preview,
            Segments segments,
            MergePatch mergePatch) {
        this.catalogue = catalogue;
        this.preview = preview;
        this.segments = segments;
        this.mergePatch = mergePatch;
    }

    @PostMapping
    Mono<ResponseEntity<SegmentResponse>> define(@RequestBody @Valid SegmentRequest request) {
        return Viewers.current().flatMap(viewer -> catalogue.define(request, viewer))
                .map(segment -> answer(ResponseEntity.created(URI.create("/api/v1/segments/" + segment.id())),
                        segment));
    }

    @GetMapping
    Mono<Page<SegmentResponse>> list(
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        List<@Nullable String> after = cursor == null ? List.of() : position(cursor);
        return Viewers.current().flatMap(viewer -> segments.page(viewer, after, size + 1)
                .collectList()
                .map(found -> page(found, size))
                .flatMap(page -> count ? counted(page, viewer) : Mono.just(page)));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<SegmentResponse>> read(@PathVariable UUID id) {
        return Viewers.current().flatMap(viewer -> segments.visible(id, viewer))
                .map(segment -> answer(ResponseEntity.ok(), segment));
    }

    /** Criteria are replaced as a whole; merging two trees would make a third one that nobody meant. */
    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<SegmentResponse>> change(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return Viewers.current().flatMap(viewer -> segments.editable(id, viewer)
                .map(segment -> patched(segment, patch))
                .flatMap(request -> catalogue.redefine(id, seen, request, viewer)))
                .map(segment -> answer(ResponseEntity.ok(), segment));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long seen = IfMatch.required(ifMatch);
        return Viewers.current().flatMap(viewer -> catalogue.delete(id, seen, viewer));
    }

    @PostMapping("/preview")
    Mono<SegmentPreview.Preview> preview(@RequestBody PreviewRequest request) {
        return Caller.current().map(caller -> caller.may("clients:read"))
                .zipWith(Viewers.current())
                .flatMap(who -> preview.of(request.criteria(), who.getT2(), who.getT1()));
    }

    record PreviewRequest(@Nullable JsonNode criteria) {}

    private SegmentRequest patched(Segment segment, JsonNode patch) {
        JsonMapper json = JsonMapper.shared();
        String criteria = segment.criteria();
        SegmentRequest current = new SegmentRequest(
                segment.name(), segment.description(), segment.type(), segment.visibility(),
                new LinkedHashSet<>(segment.sharedWith()),
                criteria == null || patch.has("criteria") ? null : json.readTree(criteria));
        return mergePatch.apply(current, withoutNullLists(patch), SegmentRequest.class);
    }

    /** Removing a list leaves an empty one. */
    private static JsonNode withoutNullLists(JsonNode patch) {
        if (patch instanceof ObjectNode object && object.has("sharedWith") && object.path("sharedWith").isNull()) {
            ObjectNode copy = object.deepCopy();
            copy.putArray("sharedWith");
            return copy;
        }
        return patch;
    }

    private static List<@Nullable String> position(String cursor) {
        List<@Nullable String> values = Cursor.decode(cursor, 2);
        try {
            UUID.fromString(String.valueOf(values.getLast()));
            return values;
        } catch (IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }

    private static ResponseEntity<SegmentResponse> answer(ResponseEntity.BodyBuilder response, Segment segment) {
        return response.eTag(ETags.of(segment.version())).body(SegmentResponse.of(segment));
    }

    private static Page<SegmentResponse> page(List<Segment> found, int size) {
        List<SegmentResponse> items = found.stream().limit(size).map(SegmentResponse::of).toList();
        if (found.size() <= size) {
            return new Page<>(items, null, null);
        }
        Segment last = found.get(size - 1);
        return new Page<>(items, Cursor.encode(List.of(last.name(), last.id().toString())), null);
    }

    private Mono<Page<SegmentResponse>> counted(Page<SegmentResponse> page, Viewer viewer) {
        return segments.count(viewer).map(total -> new Page<>(page.items(), page.nextCursor(), total));
    }
}
