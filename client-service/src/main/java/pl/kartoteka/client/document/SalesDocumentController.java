package pl.kartoteka.client.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

@RestController
class SalesDocumentController {
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);
    private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T00:00:00Z");
    private static final UUID LAST_ID = new UUID(-1, -1);

    private final DocumentIntake intake;
    private final SalesDocuments documents;

    SalesDocumentController(DocumentIntake intake, SalesDocuments documents) {
        this.intake = intake;
        this.documents = documents;
    }

    /** The caller is the source: the same number from the same caller is the same document. */
    @PostMapping("/api/v1/sales-documents")
    Mono<ResponseEntity<SalesDocumentResponse>> takeSalesDocument(@RequestBody SalesDocumentRequest request) {
        return Caller.current()
                .flatMap(caller -> intake.take(request.from(caller.subject())))
                .map(kept -> ResponseEntity.status(kept.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                        .body(SalesDocumentResponse.of(kept)));
    }

    /**
     * The documents no client is known for, the last that came first: what names a NIP or a client wrongly is seen here.
     *
     * @param waiting true; of clients that are known each has its own
     */
    @GetMapping("/api/v1/sales-documents")
    Mono<Page<SalesDocumentResponse>> waitingSalesDocuments(
            @RequestParam boolean waiting,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        if (!waiting) {
            return Mono.error(new InvalidInput(
                    List.of(new FieldError("waiting", "choice.expected", Map.of("allowed", "[true]")))));
        }
        int size = PageLimit.of(limit);
        Arrival after = cursor == null ? new Arrival(LAST_INSTANT, LAST_ID) : Arrival.of(cursor);
        return documents.waiting(after.at(), after.id(), size + 1)
                .flatMap(found -> count
                        ? documents.countWaiting().map(total -> waiting(found, size, total))
                        : Mono.just(waiting(found, size, null)));
    }

    @GetMapping("/api/v1/clients/{id}/documents")
    Mono<DocumentPage> clientDocuments(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        Place after = cursor == null ? new Place(LAST_DATE, LAST_ID) : Place.of(cursor);
        return documents.knowsClient(id)
                .filter(known -> known)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .then(documents.page(id, after.date(), after.id(), size + 1))
                .zipWhen(_ -> documents.totals(id))
                .flatMap(found -> count
                        ? documents.count(id).map(total -> page(found.getT1(), size, total, found.getT2()))
                        : Mono.just(page(found.getT1(), size, null, found.getT2())));
    }

    private static DocumentPage page(List<KeptDocument> found, int size, @Nullable Long total, DocumentTotals totals) {
        List<KeptDocument> items = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? new Place(items.getLast().issuedOn(), items.getLast().id()).cursor() : null;
        return new DocumentPage(items.stream().map(SalesDocumentResponse::of).toList(), next, total, totals);
    }

    private static Page<SalesDocumentResponse> waiting(List<KeptDocument> found, int size, @Nullable Long total) {
        return Page.of(found, size, total, last -> List.of(last.receivedAt().toString(), last.id().toString()),
                SalesDocumentResponse::of);
    }

    private record Arrival(Instant at, UUID id) {
        static Arrival of(String cursor) {
            List<String> values = Cursor.decode(cursor, 2).stream().map(String::valueOf).toList();
            try {
                Instant at = Instant.parse(values.getFirst());
                if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST_INSTANT)) {
                    throw new DateTimeException("out of range");
                }
                return new Arrival(at, UUID.fromString(values.getLast()));
            } catch (DateTimeException | IllegalArgumentException _) {
                throw new InvalidInput("cursor", "cursor.invalid");
            }
        }
    }

    private record Place(LocalDate date, UUID id) {
        static Place of(String cursor) {
            List<String> values = Cursor.decode(cursor, 2).stream().map(String::valueOf).toList();
            try {
                LocalDate date = LocalDate.parse(values.getFirst());
                if (date.getYear() < 1 || date.isAfter(LAST_DATE)) {
                    throw new DateTimeException("out of range");
                }
                return new Place(date, UUID.fromString(values.getLast()));
            } catch (DateTimeException | IllegalArgumentException _) {
                throw new InvalidInput("cursor", "cursor.invalid");
            }
        }

        String cursor() {
            return Cursor.encode(List.of(date.toString(), id.toString()));
        }
    }
}
