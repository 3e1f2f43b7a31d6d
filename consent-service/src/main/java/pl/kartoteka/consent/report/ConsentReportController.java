package pl.kartoteka.consent.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.consent.report.ReportRow.Answers;
import pl.kartoteka.consent.report.ReportRow.Expiring;
import pl.kartoteka.consent.report.ReportRow.Refusals;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each report as JSON, or with {@code format} as a document. */
@RestController
@RequestMapping("/api/v1/consent-reports")
class ConsentReportController {
    private static final int LONGEST_DAYS = 3660;

    private final ConsentReports reports;

    ConsentReportController(ConsentReports reports) {
        this.reports = reports;
    }

    @GetMapping(path = "/expiring", params = "!format")
    Mono<Page<Expiring>> consentsExpiring(
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = PageLimit.of(limit);
        return reports.expiring(checked(days), purpose, cursor == null ? null : after(cursor), most + 1)
                .collectList()
                .map(found -> page(found, most));
    }

    @GetMapping(path = "/expiring", params = "format")
    ResponseEntity<Flux<DataBuffer>> consentsExpiringDocument(
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam ReportFormat format,
            Locale language) {
        return document(Report.EXPIRING, format, reports.expiring(checked(days), purpose), language);
    }

    @GetMapping(path = "/answers", params = "!format")
    Mono<Page<Answers>> answersOverTime(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "MONTH") ConsentReports.Step step,
            @RequestParam(required = false) @Nullable String purpose) {
        return whole(reports.answers(from, ordered(from, to), step, purpose));
    }

    @GetMapping(path = "/answers", params = "format")
    ResponseEntity<Flux<DataBuffer>> answersOverTimeDocument(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "MONTH") ConsentReports.Step step,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam ReportFormat format,
            Locale language) {
        return document(Report.ANSWERS, format, reports.answers(from, ordered(from, to), step, purpose), language);
    }

    @GetMapping(path = "/refusals", params = "!format")
    Mono<Page<Refusals>> refusalsByReason(@RequestParam LocalDate from, @RequestParam LocalDate to) {
        return whole(reports.refusals(from, ordered(from, to)));
    }

    @GetMapping(path = "/refusals", params = "format")
    ResponseEntity<Flux<DataBuffer>> refusalsByReasonDocument(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam ReportFormat format,
            Locale language) {
        return document(Report.REFUSALS, format, reports.refusals(from, ordered(from, to)), language);
    }

    static ResponseEntity<Flux<DataBuffer>> document(
            Report report, ReportFormat format, Flux<? extends ReportRow> rows, Locale language) {
        return document(
                report, format,
                format.table().write(report.head(language), rows.map(ReportRow::cells)));
    }

    static ResponseEntity<Flux<DataBuffer>> document(Report report, ReportFormat format, Flux<byte[]> content) {
        String name = report.fileName() + "." + format.table().extension();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.table().mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content.map(DefaultDataBufferFactory.sharedInstance::wrap));
    }

    static <T> Mono<Page<T>> whole(Flux<T> rows) {
        return rows.collectList().map(items -> new Page<>(items, null, null));
    }

    private static int checked(int days) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new InvalidInput("days", "days.out-of-range");
        }
        return days;
    }

    private static LocalDate ordered(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new InvalidInput("to", "period.reversed");
        }
        return to;
    }

    private static Page<Expiring> page(List<Expiring> found, int most) {
        List<Expiring> shown = found.subList(0, Math.min(most, found.size()));
        Expiring last = shown.isEmpty() ? null : shown.getLast();
        String next = last == null || found.size() <= most
                ? null
                : Cursor.encode(List.of(last.validUntil().toString(), last.clientId().toString(), last.purpose()));
        return new Page<>(shown, next, null);
    }

    private static Expiring after(String cursor) {
        List<@Nullable String> values = Cursor.decode(cursor, 3);
        try {
            Instant end = Instant.parse(String.valueOf(values.get(0)));
            return new Expiring(
                    UUID.fromString(String.valueOf(values.get(1))), String.valueOf(values.get(2)), end, end);
        } catch (IllegalArgumentException | DateTimeParseException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
