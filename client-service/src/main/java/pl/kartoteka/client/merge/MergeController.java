package pl.kartoteka.client.merge;

import java.net.URI;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;

/** Merging the duplicate into the client of the address. Who names the version seen is refused when it is not the present one. */
@RestController
@RequestMapping("/api/v1/clients/{id}")
class MergeController {
    private final ClientMerges merges;

    MergeController(ClientMerges merges) {
        this.merges = merges;
    }

    @PostMapping("/merge-preview")
    Mono<MergePreview> previewMerge(@PathVariable UUID id, @RequestBody MergeRequest request) {
        return merges.preview(id, request);
    }

    @PostMapping("/merge")
    Mono<ResponseEntity<MergeResponse>> mergeClient(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody MergeRequest request) {
        Long seen = ifMatch == null ? null : IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> merges.merge(id, request, seen, origin))
                .map(done -> ResponseEntity
                        .created(URI.create("/api/v1/clients/" + id + "/merges/" + done.id()))
                        .eTag(done.survivor() == null ? null : done.survivor().tag())
                        .body(done));
    }

    /** Into the client and of it, the latest first. */
    @GetMapping("/merges")
    Mono<Page<MergeResponse>> clientMerges(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        return merges.of(id, Cursor.idBefore(cursor), size, count);
    }

    /** Undoes the merge. */
    @DeleteMapping("/merges/{mergeId}")
    Mono<ResponseEntity<UndoResponse>> undoMerge(
            @PathVariable UUID id,
            @PathVariable UUID mergeId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        Long seen = ifMatch == null ? null : IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> merges.undo(id, mergeId, seen, origin))
                .map(undone -> ResponseEntity.ok().eTag(undone.survivor().tag()).body(undone));
    }
}
