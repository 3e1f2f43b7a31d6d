package pl.kartoteka.consent.suppression;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Page;
import pl.kartoteka.jobs.JobResource;
import pl.kartoteka.jobs.JobResources;
import pl.kartoteka.jobs.JobResponse;
import pl.kartoteka.problem.RequestBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/suppression-imports")
class SuppressionImportController {
    private static final int LARGEST_FILE = 10 * 1024 * 1024;

    private final SuppressionImport imports;
    private final JobResource resource;

    SuppressionImportController(SuppressionImport imports, JobResources resources) {
        this.imports = imports;
        this.resource = resources.of(imports, "/api/v1/suppression-imports").sharedWith("consents:write");
    }

    /** A CSV file of addresses or clients; what is wrong with which row stands in the report. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<JobResponse>> importSuppressions(@RequestPart("file") FilePart file, Locale language) {
        Flux<DataBuffer> content = file.content();
        return RequestBody.read(content, LARGEST_FILE)
                .flatMap(imports::read)
                .zipWith(Caller.current())
                .flatMap(both -> imports.begin(both.getT1(), both.getT2().subject()))
                .map(job -> resource.accepted(job, language));
    }

    @GetMapping
    Mono<Page<JobResponse>> suppressionImports(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Locale language) {
        return resource.list(limit, cursor, language);
    }

    @GetMapping("/{id}")
    Mono<JobResponse> suppressionImport(@PathVariable UUID id, Locale language) {
        return resource.find(id, language);
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> suppressionImportEvents(
            @PathVariable UUID id, Locale language) {
        return resource.events(id, language);
    }

    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<JobResponse>> cancelSuppressionImport(@PathVariable UUID id, Locale language) {
        return resource.cancel(id, language);
    }
}
