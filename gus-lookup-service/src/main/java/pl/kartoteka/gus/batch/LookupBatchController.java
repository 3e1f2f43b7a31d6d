package pl.kartoteka.gus.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.gus.batch.BatchItems.Filter;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.jobs.JobResource;
import pl.kartoteka.jobs.JobResources;
import pl.kartoteka.jobs.JobResponse;
import pl.kartoteka.problem.ErrorCollector;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/lookup-batches")
class LookupBatchController {
    private static final String OPEN = "OPEN";

    private final LookupBatches batches;
    private final BatchItems items;
    private final JobResource jobs;

    LookupBatchController(LookupBatches batches, LookupBatch kind, BatchItems items, JobResources resources) {
        this.batches = batches;
        this.items = items;
        this.jobs = resources.of(kind, "/api/v1/lookup-batches");
    }

    /** The numbers are asked in the background, within the quotas; {@code /events} shows the progress. */
    @PostMapping
    Mono<ResponseEntity<JobResponse>> begin(@Valid @RequestBody LookupBatchRequest request, Locale language) {
        return Caller.current()
                .flatMap(caller -> batches.begin(request, caller.subject()))
                .map(job -> jobs.accepted(job, language));
    }

    @GetMapping
    Mono<Page<JobResponse>> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Locale language) {
        return jobs.list(limit, cursor, language);
    }

    @GetMapping("/{id}")
    Mono<JobResponse> find(@PathVariable UUID id, Locale language) {
        return jobs.find(id, language);
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> events(@PathVariable UUID id, Locale language) {
        return jobs.events(id, language);
    }

    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<JobResponse>> cancel(@PathVariable UUID id, Locale language) {
        return jobs.cancel(id, language);
    }

    /** A new batch that keeps the answers of this one and asks what it left open or UNKNOWN. */
    @PostMapping("/{id}/resume")
    Mono<ResponseEntity<JobResponse>> resume(@PathVariable UUID id, Locale language) {
        return jobs.require(id)
                .zipWith(Caller.current())
                .flatMap(both -> batches.resume(both.getT1(), both.getT2().subject()))
                .map(job -> jobs.accepted(job, language));
    }

    /** What came of each number, in the order they were given. */
    @GetMapping("/{id}/results")
    Mono<Page<BatchResult>> results(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String register,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var most = PageLimit.of(limit);
        var filter = filter(register, outcome, cursor);
        return jobs.require(id)
                .flatMap(job -> items.results(job.id(), filter, most + 1).collectList())
                .map(found -> page(found, most));
    }

    private static Filter filter(@Nullable String register, @Nullable String outcome, @Nullable String cursor) {
        var errors = new ErrorCollector();
        var registers = Arrays.stream(Register.values()).map(Register::name).toList();
        if (register != null && !registers.contains(register)) {
            errors.add("register", "choice.expected", Map.of("allowed", String.join(", ", registers)));
        }
        var outcomes = Stream.concat(Arrays.stream(BatchOutcome.values()).map(BatchOutcome::name), Stream.of(OPEN))
                .collect(Collectors.toList());
        if (outcome != null && !outcomes.contains(outcome)) {
            errors.add("outcome", "choice.expected", Map.of("allowed", String.join(", ", outcomes)));
        }
        errors.throwIfAny();
        var only = register == null ? null : Register.valueOf(register);
        if (cursor == null) {
            return new Filter(-1, "", only, outcome);
        }
        var values = Cursor.decode(cursor, 2);
        var position = values.getFirst();
        var after = values.getLast();
        if (position == null || after == null || !registers.contains(after) || !position.matches("\\d{1,6}")) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
        return new Filter(Integer.parseInt(position), after, only, outcome);
    }

    private static Page<BatchResult> page(List<BatchResult> found, int most) {
        var shown = found.subList(0, Math.min(most, found.size()));
        return new Page<>(shown, found.size() > most
                ? Cursor.encode(List.of(shown.getLast().position().toString(), shown.getLast().register().name()))
                : null, null);
    }
}
