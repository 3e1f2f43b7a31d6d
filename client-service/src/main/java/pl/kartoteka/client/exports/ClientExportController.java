package pl.kartoteka.client.exports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
class ClientExportController {
    private static final String EXPORTS = "/api/v1/client-exports";
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private final ClientExports exports;
    private final Clock clock;
    private final DataBufferFactory buffers = DefaultDataBufferFactory.sharedInstance;

    ClientExportController(ClientExports exports, Clock clock) {
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * @param columns separated by commas
     * @param criteria as JSON; what is too long for an address goes in the body of a POST
     * @param sort as in lists; as they were registered when not said
     * @param caretaker a subject, or {@code me}
     * @param mine {@code today}: whose clients the caller looks after today, substitutions included
     */
    @GetMapping(EXPORTS)
    Mono<ResponseEntity<Flux<DataBuffer>>> exportClients(
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable List<String> columns,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String criteria,
            @RequestParam(required = false) @Nullable List<String> sort,
            @RequestParam(required = false) @Nullable String caretaker,
            @RequestParam(required = false) @Nullable String mine,
            @RequestParam(defaultValue = "false") boolean merged,
            Locale language) {
        return file(
                new ExportRequest(format, columns, q, criteria == null ? null : json(criteria), null, sort, caretaker,
                        mine, merged),
                language);
    }

    @PostMapping(EXPORTS)
    Mono<ResponseEntity<Flux<DataBuffer>>> exportSelectedClients(
            @RequestBody @Valid ExportRequest request, Locale language) {
        return file(request, language);
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> file(ExportRequest request, Locale language) {
        return Caller.current().flatMap(caller -> exports.export(request, caller, language)).map(export -> {
            String name = "klienci-" + LocalDate.ofInstant(clock.instant(), WARSAW) + "."
                    + export.format().extension();
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(export.format().mediaType()))
                    .header(HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment().filename(name).build().toString())
                    .body(export.content().map(buffers::wrap));
        });
    }

    private static JsonNode json(String criteria) {
        try {
            return JsonMapper.shared().readTree(criteria);
        } catch (JacksonException _) {
            throw new InvalidInput("criteria", "object.expected");
        }
    }
}
