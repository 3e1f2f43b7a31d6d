package pl.kartoteka.consent.privacy;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
@RequestMapping("/api/v1/privacy-requests")
class PrivacyController {
    private static final String ZIP = "application/zip";

    private final PrivacyDesk desk;
    private final Questions questions;
    private final PrivacyRecords records;
    private final Clock clock;

    PrivacyController(PrivacyDesk desk, Questions questions, PrivacyRecords records, Clock clock) {
        this.desk = desk;
        this.questions = questions;
        this.records = records;
        this.clock = clock;
    }

    @PostMapping
    Mono<ResponseEntity<PrivacyCaseResponse>> receivePrivacyRequest(@Valid @RequestBody PrivacyCaseRequest request) {
        return Caller.current()
                .flatMap(caller -> desk.receive(request.command(caller.subject())))
                .flatMap(records::whole)
                .map(made -> ResponseEntity.created(URI.create("/api/v1/privacy-requests/" + made.id()))
                        .eTag(ETags.of(made.version()))
                        .body(made));
    }

    /** The soonest due first. */
    @GetMapping
    Mono<Page<PrivacyCaseResponse>> privacyRequests(
            @RequestParam(required = false) @Nullable UUID clientId,
            @RequestParam(required = false) @Nullable PrivacyKind kind,
            @RequestParam(required = false) @Nullable CaseStatus status,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable LocalDate dueBefore,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = PageLimit.of(limit);
        var filter = new PrivacyCases.CaseFilter(clientId, kind, status, open, dueBefore);
        return records.list(filter, cursor == null ? null : after(cursor), most + 1)
                .collectList()
                .map(found -> page(found, most));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<PrivacyCaseResponse>> privacyRequest(@PathVariable UUID id) {
        return records.find(id).map(PrivacyController::answer);
    }

    @GetMapping("/{id}/trail")
    Mono<Page<TrailEntry>> privacyRequestTrail(@PathVariable UUID id) {
        return records.trail(id).collectList().map(items -> new Page<>(items, null, null));
    }

    /** Begins to carry it out. */
    @PostMapping("/{id}/start")
    Mono<ResponseEntity<PrivacyCaseResponse>> startPrivacyRequest(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return act(ifMatch, (seen, by) -> desk.start(id, seen, by));
    }

    @PostMapping("/{id}/extension")
    Mono<ResponseEntity<PrivacyCaseResponse>> extendPrivacyRequest(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ExtensionRequest request) {
        return act(ifMatch, (seen, by) -> desk.extend(id, seen, request.months(), request.reason(), by));
    }

    @PostMapping("/{id}/completion")
    Mono<ResponseEntity<PrivacyCaseResponse>> completePrivacyRequest(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody(required = false) @Nullable NoteRequest request) {
        return act(ifMatch, (seen, by) -> desk.complete(id, seen, note(request), by));
    }

    @PostMapping("/{id}/refusal")
    Mono<ResponseEntity<PrivacyCaseResponse>> refusePrivacyRequest(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ReasonRequest request) {
        return act(ifMatch, (seen, by) -> desk.refuse(id, seen, request.reason(), by));
    }

    @PostMapping("/{id}/withdrawal")
    Mono<ResponseEntity<PrivacyCaseResponse>> withdrawPrivacyRequest(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody(required = false) @Nullable NoteRequest request) {
        return act(ifMatch, (seen, by) -> desk.withdraw(id, seen, note(request), by));
    }

    /** Ends a restriction. */
    @PostMapping("/{id}/lifting")
    Mono<ResponseEntity<PrivacyCaseResponse>> liftRestriction(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ReasonRequest request) {
        return act(ifMatch, (seen, by) -> desk.lift(id, seen, request.reason(), by));
    }

    /** Links a change of the card to the rectification that asked for it. */
    @PostMapping("/{id}/corrections")
    Mono<ResponseEntity<PrivacyCaseResponse>> linkCorrection(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody CorrectionRequest request) {
        return act(ifMatch, (seen, by) -> desk.correct(id, seen, request.clientVersion(), request.fields(), by));
    }

    /** That an erasure reached every service. */
    @GetMapping(path = "/{id}/certificate", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Certificate> erasureCertificate(@PathVariable UUID id) {
        return records.certificate(id);
    }

    /** The same, for the person. */
    @GetMapping(path = "/{id}/certificate", produces = MediaType.APPLICATION_PDF_VALUE)
    Mono<ResponseEntity<byte[]>> readableErasureCertificate(@PathVariable UUID id) {
        return records.certificate(id)
                .publishOn(Schedulers.boundedElastic())
                .map(certificate -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                                .filename("usuniecie-" + id + ".pdf")
                                .build()
                                .toString())
                        .body(ReadablePages.ofCertificate(certificate)));
    }

    /** Everything the suite holds about the person. */
    @GetMapping(path = "/{id}/archive", produces = ZIP)
    Mono<ResponseEntity<Flux<DataBuffer>>> archive(@PathVariable UUID id) {
        return Caller.current()
                .flatMap(caller -> records.open(id, caller.subject()))
                .map(pieces -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                                .filename("dane-" + id + ".zip")
                                .build()
                                .toString())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(Archive.of(pieces, clock.instant()).map(DefaultDataBufferFactory.sharedInstance::wrap)));
    }

    /** Carries out every erasure once more, after a backup was restored somewhere. */
    @PostMapping("/erasures/reapply")
    Mono<ResponseEntity<Map<String, Integer>>> reapplyErasures() {
        return Caller.current()
                .flatMap(caller -> questions.applyErasuresAgain(caller.subject()))
                .map(count -> ResponseEntity.accepted().body(Map.of("erasures", count)));
    }

    private Mono<ResponseEntity<PrivacyCaseResponse>> act(
            @Nullable String ifMatch, BiFunction<Long, String, Mono<PrivacyCase>> step) {
        long seen = IfMatch.required(ifMatch);
        return Caller.current()
                .flatMap(caller -> step.apply(seen, caller.subject()))
                .flatMap(records::whole)
                .map(PrivacyController::answer);
    }

    private static @Nullable String note(@Nullable NoteRequest request) {
        return request == null ? null : request.note();
    }

    private static ResponseEntity<PrivacyCaseResponse> answer(PrivacyCaseResponse shown) {
        return ResponseEntity.ok().eTag(ETags.of(shown.version())).body(shown);
    }

    private static Page<PrivacyCaseResponse> page(List<PrivacyCaseResponse> found, int most) {
        List<PrivacyCaseResponse> shown = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? Cursor.encode(
                        List.of(shown.getLast().dueOn().toString(), shown.getLast().id().toString()))
                : null;
        return new Page<>(shown, next, null);
    }

    private static PrivacyCases.After after(String cursor) {
        List<@Nullable String> values = Cursor.decode(cursor, 2);
        try {
            return new PrivacyCases.After(
                    LocalDate.parse(String.valueOf(values.getFirst())),
                    UUID.fromString(String.valueOf(values.getLast())));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
