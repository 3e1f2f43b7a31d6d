package pl.kartoteka.client.attachment;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Files come and go as they are, piece by piece; only what an attachment is called and what is said of it changes. */
@RestController
@RequestMapping("/api/v1/clients/{id}")
class AttachmentController {

    private final AttachmentFolder folder;
    private final Attachments attachments;
    private final KnownClients clients;
    private final MergePatch mergePatch;

    AttachmentController(AttachmentFolder folder, Attachments attachments, KnownClients clients,
            MergePatch mergePatch) {
        this.folder = folder;
        this.attachments = attachments;
        this.clients = clients;
        this.mergePatch = mergePatch;
    }

    @PostMapping(path = "/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<AttachmentResponse>> attachFile(
            @PathVariable UUID id,
            @RequestPart("file") FilePart file,
            @RequestPart(required = false) @Nullable String description,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        if (description != null && (description.length() > AttachmentRequest.LONGEST_DESCRIPTION
                || description.chars().anyMatch(Character::isISOControl))) {
            return Mono.error(new InvalidInput("description", "size.too-long"));
        }
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> folder.attach(id, FileName.of(file.filename()), description, file.content(),
                        origin))
                .map(attached -> ResponseEntity
                        .created(URI.create("/api/v1/clients/" + id + "/attachments/" + attached.id()))
                        .eTag(ETags.of(attached.version()))
                        .body(AttachmentResponse.of(attached)));
    }

    @GetMapping("/attachments")
    Mono<Page<AttachmentResponse>> attachments(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        UUID before = Cursor.idBefore(cursor);
        return clients.require(id)
                .then(attachments.list(id, before, size + 1))
                .flatMap(found -> count
                        ? attachments.count(id).map(total -> page(found, size, total))
                        : Mono.just(page(found, size, null)));
    }

    @GetMapping("/attachments/{attachmentId}")
    Mono<ResponseEntity<AttachmentResponse>> attachment(@PathVariable UUID id, @PathVariable UUID attachmentId) {
        return folder.find(id, attachmentId).map(AttachmentController::ok);
    }

    @PatchMapping(path = "/attachments/{attachmentId}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<AttachmentResponse>> changeAttachment(
            @PathVariable UUID id,
            @PathVariable UUID attachmentId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> folder.change(id, attachmentId, seen,
                        found -> mergePatch.apply(AttachmentRequest.of(found), patch, AttachmentRequest.class), origin))
                .map(AttachmentController::ok);
    }

    @GetMapping(path = "/attachments/{attachmentId}/content", produces = MediaType.ALL_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> attachmentContent(@PathVariable UUID id, @PathVariable UUID attachmentId) {
        return folder.find(id, attachmentId).map(found -> content(found, toBeSaved(found.name())));
    }

    @DeleteMapping("/attachments/{attachmentId}")
    Mono<ResponseEntity<Void>> removeAttachment(
            @PathVariable UUID id,
            @PathVariable UUID attachmentId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> folder.remove(id, attachmentId, seen, origin))
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** Only a photo that is there already must have been seen. */
    @PutMapping("/photo")
    Mono<ResponseEntity<AttachmentResponse>> putPhoto(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody Flux<DataBuffer> picture) {
        Long seen = IfMatch.optional(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> folder.putPhoto(id, seen, picture, origin))
                .map(AttachmentController::ok);
    }

    @GetMapping(path = "/photo", produces = MediaType.ALL_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> photo(@PathVariable UUID id) {
        return folder.photo(id).map(photo -> content(photo, ContentDisposition.inline().build()));
    }

    @DeleteMapping("/photo")
    Mono<ResponseEntity<Void>> removePhoto(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> folder.removePhoto(id, seen, origin))
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** As the type it is and no other, and without any rights in the browser that shows it. */
    private ResponseEntity<Flux<DataBuffer>> content(Attachment found, ContentDisposition disposition) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(found.mediaType()))
                .contentLength(found.size())
                .eTag(ETags.of(found.version()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(folder.content(found));
    }

    /** To be saved, never to be opened in the page that links to it. */
    private static ContentDisposition toBeSaved(String name) {
        return ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build();
    }

    private static ResponseEntity<AttachmentResponse> ok(Attachment found) {
        return ResponseEntity.ok().eTag(ETags.of(found.version())).body(AttachmentResponse.of(found));
    }

    private static Page<AttachmentResponse> page(List<Attachment> found, int size, @Nullable Long total) {
        return Page.of(found, size, total, last -> List.of(last.id().toString()), AttachmentResponse::of);
    }
}
