package pl.kartoteka.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.problem.DomainProblem;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

/** A service as small as one can be. */
@SpringBootApplication
@RestController
class ThingsApplication {
    static final AtomicInteger HANDLED = new AtomicInteger();

    private final DatabaseClient database;
    private final Ids ids;
    private final Clock clock;
    private final MergePatch patches;

    ThingsApplication(DatabaseClient database, Ids ids, Clock clock, MergePatch patches) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.patches = patches;
    }

    record Thing(@NotBlank @Size(max = 20) String name, @Nullable String note) {}

    record Created(UUID id, String name, Instant at) {}

    static final class Refused extends DomainProblem {
        Refused(Kind kind) {
            super(kind, "concurrent-change");
            retryAfter(Duration.ofSeconds(3));
        }
    }

    @Bean
    static Scopes scopes() {
        return Scopes.rules()
                .open(GET, "/api/v1/public/**")
                .scope("things:admin", DELETE, "/api/v1/things/{id}")
                .scope("things:read", GET, "/api/v1/things/**")
                .scope("things:write", POST, "/api/v1/things/**")
                .scope("things:write", PATCH, "/api/v1/things/{id}")
                .authenticated(GET, "/api/v1/me");
    }

    @Bean
    static Repeats repeats() {
        return Repeats.rules()
                .harmless(POST, "/api/v1/things/list")
                .file(DataSize.ofMegabytes(12), POST, "/api/v1/things/large");
    }

    @Transactional
    @PostMapping("/api/v1/things")
    public Mono<ResponseEntity<Created>> create(@RequestBody Thing thing) {
        HANDLED.incrementAndGet();
        UUID id = ids.next();
        return database.sql("insert into thing (id, name, version) values (:id, :name, 0)")
                .bind("id", id).bind("name", thing.name())
                .then()
                .then(Mono.delay(Duration.ofMillis(thing.name().startsWith("slow") ? 400 : 0)))
                .then(Mono.defer(() -> thing.name().startsWith("broken")
                        ? Mono.error(new IllegalStateException("secret"))
                        : Mono.just(ResponseEntity.created(URI.create("/api/v1/things/" + id)).eTag(ETags.of(0))
                                .body(new Created(id, thing.name(), clock.instant())))));
    }

    @PostMapping("/api/v1/things/refused")
    public Mono<ResponseEntity<String>> refuse(@RequestBody Thing thing) {
        return database.sql("insert into thing (id, name, version) values (:id, :name, 0)")
                .bind("id", ids.next()).bind("name", thing.name())
                .then()
                .thenReturn(ResponseEntity.status(409).body("no"));
    }

    /** As many lines as asked for, and whether they come out of a transaction. */
    @PostMapping("/api/v1/things/list")
    Mono<ResponseEntity<Flux<String>>> list(@RequestBody Thing thing) {
        HANDLED.incrementAndGet();
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(_ -> "in")
                .onErrorReturn(NoTransactionException.class, "in none")
                .map(transaction -> ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN)
                        .header("Transaction", transaction)
                        .body(lines(Integer.parseInt(thing.name()))));
    }

    @Transactional
    @PostMapping("/api/v1/things/many")
    public Mono<ResponseEntity<Flux<String>>> many(@RequestBody Thing thing) {
        return create(thing)
                .thenReturn(ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(lines(9_000)));
    }

    private static Flux<String> lines(int count) {
        return Flux.range(0, count).map(_ -> "x".repeat(1_000) + "\n");
    }

    @PostMapping(path = {"/api/v1/things/large", "/api/v1/things/file"})
    Mono<Long> size(@RequestBody Flux<DataBuffer> file) {
        return file.map(buffer -> {
            long size = buffer.readableByteCount();
            DataBufferUtils.release(buffer);
            return size;
        }).reduce(0L, Long::sum);
    }

    @GetMapping("/api/v1/things")
    Page<String> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        List<String> after = cursor == null ? List.of() : List.copyOf(Cursor.decode(cursor, 1));
        return new Page<>(after, Cursor.encode(List.of("x" + PageLimit.of(limit))), null);
    }

    @GetMapping("/api/v1/things/refused/{kind}")
    Mono<String> refused(@PathVariable DomainProblem.Kind kind) {
        return Mono.error(new Refused(kind));
    }

    @GetMapping("/api/v1/things/lost")
    Mono<String> lost() {
        return Mono.error(new OptimisticLockingFailureException("row 7"));
    }

    @GetMapping("/api/v1/things/broken")
    Mono<String> broken() {
        return Mono.error(new IllegalStateException("secret"));
    }

    @PatchMapping(path = "/api/v1/things/{id}", consumes = MergePatch.MEDIA_TYPE)
    ResponseEntity<Thing> change(
            @PathVariable UUID id, @RequestBody JsonNode patch,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        IfMatch.check(IfMatch.required(ifMatch), 3);
        return ResponseEntity.ok().eTag(ETags.of(4)).body(patches.apply(new Thing("old", "note"), patch, Thing.class));
    }

    @DeleteMapping("/api/v1/things/{id}")
    Mono<Void> remove(@PathVariable UUID id) {
        return Mono.empty();
    }

    @GetMapping("/api/v1/me")
    Mono<String> me() {
        return Caller.current().map(caller -> caller.subject() + " " + caller.may("things:read"));
    }

    @GetMapping("/api/v1/public/hello")
    Mono<String> hello() {
        return Caller.current().map(Caller::subject).defaultIfEmpty("stranger");
    }

    @GetMapping("/api/v1/undeclared")
    String undeclared() {
        return "never";
    }
}
