package pl.kartoteka.client.imports;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.imports.ImportErrors.ErrorResponse;
import pl.kartoteka.client.imports.ImportMappings.Mapping;
import pl.kartoteka.client.imports.ImportWarnings.WarningResponse;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.jobs.JobResource;
import pl.kartoteka.jobs.JobResources;
import pl.kartoteka.jobs.JobResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class ClientImportController {
    private static final String IMPORTS = "/api/v1/client-imports";
    private static final String MAPPINGS = "/api/v1/client-import-mappings";

    private final ClientImports imports;
    private final ImportErrors errors;
    private final ImportWarnings warnings;
    private final ImportMappings mappings;
    private final JobResource resource;

    ClientImportController(ClientImports imports, ImportErrors errors, ImportWarnings warnings,
            ImportMappings mappings, ClientImporting importing, JobResources resources) {
        this.imports = imports;
        this.errors = errors;
        this.warnings = warnings;
        this.mappings = mappings;
        this.resource = resources.of(importing, IMPORTS);
    }

    /**
     * @param mapping JSON: column → field, or null to leave a column out; what is not named is remembered or found out
     * @param mode BEST_EFFORT or ALL_OR_NOTHING
     * @param existing UPDATE or SKIP clients that are there already
     * @param source whose codes the file uses
     * @param kind of clients whose rows do not say
     */
    @PostMapping(path = IMPORTS, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<JobResponse>> importClients(
            @RequestPart("file") FilePart file,
            @RequestPart(required = false) @Nullable String mapping,
            @RequestPart(required = false) @Nullable String dryRun,
            @RequestPart(required = false) @Nullable String mode,
            @RequestPart(required = false) @Nullable String existing,
            @RequestPart(required = false) @Nullable String source,
            @RequestPart(required = false) @Nullable String kind,
            @RequestPart(required = false) @Nullable String addEntries,
            @RequestPart(required = false) @Nullable String encoding,
            @RequestPart(required = false) @Nullable String delimiter,
            @RequestPart(required = false) @Nullable String header,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            Locale language) {
        ImportOptions options = ImportOptions.read(new ImportOptions.Form(mapping, dryRun, mode, existing, source, kind,
                addEntries, encoding, delimiter, header));
        return ChangeOrigin.ofCaller(Channel.IMPORT, reason)
                .flatMap(origin -> imports.accept(file.filename(), file.content(), options, origin.subject(),
                        origin.reason()))
                .map(job -> resource.accepted(job, language));
    }

    @GetMapping(IMPORTS)
    Mono<Page<JobResponse>> clientImports(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Locale language) {
        return resource.list(limit, cursor, count, language);
    }

    @GetMapping(IMPORTS + "/{id}")
    Mono<JobResponse> clientImport(@PathVariable UUID id, Locale language) {
        return resource.find(id, language);
    }

    @GetMapping(IMPORTS + "/{id}/errors")
    Mono<Page<ErrorResponse>> importErrors(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Locale language) {
        int most = PageLimit.of(limit);
        return resource.require(id).flatMap(job -> errors.page(id, most, cursor, count, language));
    }

    /** Rows that were taken, and whose clients they may be that were there before. */
    @GetMapping(IMPORTS + "/{id}/warnings")
    Mono<Page<WarningResponse>> importWarnings(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Locale language) {
        int most = PageLimit.of(limit);
        return resource.require(id)
                .flatMap(job -> warnings.page(id, most, cursor, language))
                .flatMap(page -> count ? warnings.count(id).map(page::withTotal) : Mono.just(page));
    }

    @GetMapping(path = IMPORTS + "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> importEvents(@PathVariable UUID id, Locale language) {
        return resource.events(id, language);
    }

    @PostMapping(IMPORTS + "/{id}/cancel")
    Mono<ResponseEntity<JobResponse>> cancelImport(@PathVariable UUID id, Locale language) {
        return resource.cancel(id, language);
    }

    /** Which column is which field, as remembered from earlier imports. */
    @GetMapping(MAPPINGS)
    Mono<Page<Mapping>> importMappings(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int most = PageLimit.of(limit);
        return mappings.list(cursor == null ? null : Cursor.id(cursor), most + 1).collectList()
                .map(found -> Page.of(found, most, null, last -> List.of(last.id().toString()), one -> one))
                .flatMap(page -> count ? mappings.count().map(page::withTotal) : Mono.just(page));
    }

    @GetMapping(MAPPINGS + "/{id}")
    Mono<ResponseEntity<Mapping>> importMapping(@PathVariable UUID id) {
        return mappings.find(id)
                .map(mapping -> ResponseEntity.ok().eTag(ETags.of(mapping.version())).body(mapping));
    }

    @DeleteMapping(MAPPINGS + "/{id}")
    Mono<ResponseEntity<Void>> forgetImportMapping(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long seen = IfMatch.required(ifMatch);
        return mappings.forget(id, seen).thenReturn(ResponseEntity.noContent().build());
    }
}
