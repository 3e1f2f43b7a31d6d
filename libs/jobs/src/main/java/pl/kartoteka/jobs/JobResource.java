package pl.kartoteka.jobs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.Problems;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Jobs of one kind over HTTP: accepted, looked at, followed, cancelled, listed. A job is its owner's; to others it does not exist. */
public final class JobResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Jobs jobs;
    private final JobTable table;
    private final JobJson json;
    private final Problems problems;
    private final String kind;
    private final String path;
    private final @Nullable String scopeOfOthers;

    JobResource(Jobs jobs, JobTable table, JobJson json, Problems problems, String kind, String path,
            @Nullable String scopeOfOthers) {
        this.jobs = jobs;
        this.table = table;
        this.json = json;
        this.problems = problems;
        this.kind = kind;
        this.path = path;
        this.scopeOfOthers = scopeOfOthers;
    }

    /** Whoever has this scope sees the jobs of everybody. */
    public JobResource sharedWith(String scope) {
        return new JobResource(jobs, table, json, problems, kind, path, scope);
    }

    /** 202 with the address of the job. */
    public ResponseEntity<JobResponse> accepted(Job job, Locale language) {
        return ResponseEntity.accepted().location(URI.create(path + "/" + job.id())).body(response(job, language));
    }

    public Mono<JobResponse> find(UUID id, Locale language) {
        return require(id).map(job -> response(job, language));
    }

    /** The caller's own jobs, the newest first. */
    public Mono<Page<JobResponse>> list(@Nullable Integer limit, @Nullable String cursor, Locale language) {
        return list(limit, cursor, false, language);
    }

    /** @param count whether to say how many they are in all */
    public Mono<Page<JobResponse>> list(
            @Nullable Integer limit, @Nullable String cursor, boolean count, Locale language) {
        int most = PageLimit.of(limit);
        UUID before = cursor == null ? null : Cursor.id(cursor);
        return Caller.current().map(Caller::subject).flatMap(owner -> table.ofOwner(kind, owner, before, most + 1)
                .map(json::job).collectList()
                .map(found -> Page.of(found, most, null, last -> List.of(last.id().toString()),
                        job -> response(job, language)))
                .flatMap(page -> count ? table.count(kind, owner).map(page::withTotal) : Mono.just(page)));
    }

    /** {@code progress} each time something about the job has changed, until it is over. */
    public Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> events(UUID id, Locale language) {
        return require(id).map(_ -> ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .body(jobs.watch(id)
                        .map(job -> ServerSentEvent.builder(response(job, language)).event("progress").build())
                        .publish(progress -> progress
                                .mergeWith(heartbeat().takeUntilOther(progress.ignoreElements())))));
    }

    /** 202: it stops after the step it is at; 409 when it is over. */
    public Mono<ResponseEntity<JobResponse>> cancel(UUID id, Locale language) {
        return require(id)
                .flatMap(_ -> jobs.cancel(id))
                .map(job -> ResponseEntity.accepted().body(response(job, language)));
    }

    /** The job, for what else is shown of it. */
    public Mono<Job> require(UUID id) {
        return jobs.find(id)
                .filter(job -> job.kind().equals(kind))
                .zipWith(Caller.current())
                .filter(both -> isSeenBy(both.getT2(), both.getT1()))
                .map(both -> both.getT1())
                .switchIfEmpty(Mono.error(() -> new JobNotFound(id)));
    }

    private boolean isSeenBy(Caller caller, Job job) {
        return caller.subject().equals(job.owner()) || scopeOfOthers != null && caller.may(scopeOfOthers);
    }

    private JobResponse response(Job job, Locale language) {
        Failure problem = job.problem();
        return new JobResponse(job.id(), job.kind(), job.status(), job.done(), job.total(),
                job.cancelRequested() ? true : null,
                job.report(),
                problem == null ? null : problems.document(problem.asProblem(), language),
                job.createdAt(), job.startedAt(), job.endedAt());
    }

    /** A comment now and then keeps the line open. */
    private static Flux<ServerSentEvent<JobResponse>> heartbeat() {
        return Flux.interval(HEARTBEAT).onBackpressureDrop()
                .map(_ -> ServerSentEvent.<JobResponse>builder().comment("").build());
    }
}
