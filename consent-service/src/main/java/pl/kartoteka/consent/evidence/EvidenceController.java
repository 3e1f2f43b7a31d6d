package pl.kartoteka.consent.evidence;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Page;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A file is put here first and named as {@code attachmentId} in the evidence of an answer. */
@RestController
@RequestMapping("/api/v1/clients/{clientId}/consent-evidence")
class EvidenceController {
    private final EvidenceFolder folder;

    EvidenceController(EvidenceFolder folder) {
        this.folder = folder;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<EvidenceFile>> addEvidence(@PathVariable UUID clientId, @RequestPart("file") FilePart file) {
        return Caller.current()
                .flatMap(caller -> folder.add(clientId, file.filename(), file.content(), caller.subject()))
                .map(added -> ResponseEntity
                        .created(URI.create("/api/v1/clients/" + clientId + "/consent-evidence/" + added.id()))
                        .body(added));
    }

    @GetMapping
    Mono<Page<EvidenceFile>> evidence(@PathVariable UUID clientId) {
        return folder.of(clientId).collectList().map(items -> new Page<>(items, null, null));
    }

    @GetMapping("/{id}")
    Mono<EvidenceFile> evidenceFile(@PathVariable UUID clientId, @PathVariable UUID id) {
        return folder.find(clientId, id);
    }

    /** To be saved, as the type it is, without any rights in a browser. */
    @GetMapping(path = "/{id}/content", produces = MediaType.ALL_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> evidenceContent(@PathVariable UUID clientId, @PathVariable UUID id) {
        return folder.find(clientId, id).map(file -> ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .contentLength(file.size())
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file.name(), StandardCharsets.UTF_8).build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(folder.content(file)));
    }
}
