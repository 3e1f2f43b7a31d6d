package pl.kartoteka.consent.imports;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
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
import pl.kartoteka.consent.imports.ConsentImportRows.RowError;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.jobs.JobResource;
import pl.kartoteka.jobs.JobResources;
import pl.kartoteka.jobs.JobResponse;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/consent-imports")
class ConsentImportController {
    private final ConsentImports imports;
    private final ConsentImportRows rows;
    private final JobResource resource;

    ConsentImportController(
            ConsentImports imports, ConsentImportRows rows, ConsentImporting importing, JobResources resources) {
        this.imports = imports;
        this.rows = rows;
        this.resource = resources.of(importing, "/api/v1/consent-imports");
    }

    /** @param dryRun true to find out what would be refused, without recording anything */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<JobResponse>> importConsents(
            @RequestPart("file") FilePart file,
            @RequestPart(required = false) @Nullable String dryRun,
            Locale language) {
        boolean dry = isTrue(dryRun);
        return Caller.current()
                .flatMap(caller -> imports.accept(file.content(), dry, caller.subject()))
                .map(job -> resource.accepted(job, language));
    }

    @GetMapping
    Mono<Page<JobResponse>> consentImports(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Locale language) {
        return resource.list(limit, cursor, language);
    }

    @GetMapping("/{id}")
    Mono<JobResponse> consentImport(@PathVariable UUID id, Locale language) {
        return resource.find(id, language);
    }

    @GetMapping("/{id}/errors")
    Mono<Page<RowError>> consentImportErrors(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Locale language) {
        int most = PageLimit.of(limit);
        return resource.require(id).flatMap(_ -> rows.errors(id, most, cursor, language));
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> consentImportEvents(
            @PathVariable UUID id, Locale language) {
        return resource.events(id, language);
    }

    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<JobResponse>> cancelConsentImport(@PathVariable UUID id, Locale language) {
        return resource.cancel(id, language);
    }

    private static boolean isTrue(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw new InvalidInput("dryRun", "value.invalid");
        }
        return true;
    }
}
