package pl.kartoteka.client.note;

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
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/clients/{id}/notes")
class NoteController {
    private static final Place FIRST = new Place(true, new UUID(-1, -1));

    private final Notebook notebook;
    private final Notes notes;
    private final KnownClients clients;
    private final MergePatch mergePatch;

    NoteController(Notebook notebook, Notes notes, KnownClients clients, MergePatch mergePatch) {
        this.notebook = notebook;
        this.notes = notes;
        this.clients = clients;
        this.mergePatch = mergePatch;
    }

    @PostMapping
    Mono<ResponseEntity<NoteResponse>> writeNote(
            @PathVariable UUID id,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody NoteRequest note) {
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> notebook.write(id, note, origin))
                .map(written -> ResponseEntity.created(URI.create("/api/v1/clients/" + id + "/notes/" + written.id()))
                        .eTag(ETags.of(written.version()))
                        .body(NoteResponse.of(written)));
    }

    @GetMapping
    Mono<Page<NoteResponse>> notes(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        Place after = cursor == null ? FIRST : Place.of(cursor);
        return clients.require(id)
                .then(notes.list(id, after.pinned(), after.id(), size + 1))
                .flatMap(found -> count
                        ? notes.count(id).map(total -> page(found, size, total))
                        : Mono.just(page(found, size, null)));
    }

    @GetMapping("/{noteId}")
    Mono<ResponseEntity<NoteResponse>> note(@PathVariable UUID id, @PathVariable UUID noteId) {
        return notebook.find(id, noteId).map(NoteController::ok);
    }

    @PatchMapping(path = "/{noteId}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<NoteResponse>> changeNote(
            @PathVariable UUID id,
            @PathVariable UUID noteId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> notebook.change(id, noteId, seen,
                        note -> mergePatch.apply(NoteRequest.of(note), patch, NoteRequest.class), origin))
                .map(NoteController::ok);
    }

    @DeleteMapping("/{noteId}")
    Mono<ResponseEntity<Void>> removeNote(
            @PathVariable UUID id,
            @PathVariable UUID noteId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> notebook.remove(id, noteId, seen, origin))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static Page<NoteResponse> page(List<Note> found, int size, @Nullable Long total) {
        return Page.of(found, size, total,
                last -> List.of(last.pinned().toString(), last.id().toString()), NoteResponse::of);
    }

    private static ResponseEntity<NoteResponse> ok(Note note) {
        return ResponseEntity.ok().eTag(ETags.of(note.version())).body(NoteResponse.of(note));
    }

    private record Place(boolean pinned, UUID id) {
        static Place of(String cursor) {
            List<String> values = Cursor.decode(cursor, 2).stream().map(String::valueOf).toList();
            try {
                return new Place(Boolean.parseBoolean(values.getFirst()), UUID.fromString(values.getLast()));
            } catch (IllegalArgumentException _) {
                throw new InvalidInput("cursor", "cursor.invalid");
            }
        }
    }
}
