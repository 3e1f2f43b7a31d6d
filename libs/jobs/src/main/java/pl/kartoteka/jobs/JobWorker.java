package pl.kartoteka.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.problem.Problems;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Looks for jobs to do, does some at a time and keeps their leases. What it leaves at a stop, between two steps, another
 * instance takes up at once; what a crash leaves, when the lease has run out.
 */
class JobWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

    /** Asked for late, because a kind may itself ask for jobs. */
    private final Supplier<List<JobKind<?, ?>>> declared;
    private final JobTable table;
    private final JobsProperties properties;
    private final JobMetrics metrics;
    private final JobExecution.Surroundings around;
    private final Set<UUID> leases = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<Boolean> wakeUps = Sinks.many().multicast().directBestEffort();
    /** Made anew with every start: a context may be paused and go on. */
    private volatile Sinks.Empty<Void> stop = Sinks.empty();
    private volatile Map<String, JobKind<?, ?>> kinds = Map.of();
    private CompletableFuture<@Nullable Void> work = CompletableFuture.completedFuture(null);
    private volatile boolean running;
    private volatile boolean stopped;

    JobWorker(
            Supplier<List<JobKind<?, ?>>> declared,
            JobTable table,
            JobJson json,
            TransactionalOperator transaction,
            Problems problems,
            JobMetrics metrics,
            JobsProperties properties) {
        this.declared = declared;
        this.table = table;
        this.properties = properties;
        this.metrics = metrics;
        this.around = new JobExecution.Surroundings(table, json, transaction, problems, metrics, properties.retry(),
                stopping(), () -> stopped);
    }

    /** Tells that there may be something to do. */
    void wake() {
        wakeUps.tryEmitNext(true);
    }

    /** Ends when this instance is about to stop. */
    Mono<Void> stopping() {
        return Mono.defer(() -> stop.asMono());
    }

    @Override
    public synchronized void start() {
        if (running || properties.parallel() < 1) {
            return;
        }
        kinds = declared.get().stream().collect(Collectors.toUnmodifiableMap(JobKind::name, Function.identity()));
        running = true;
        stopped = false;
        stop = Sinks.empty();
        leases.clear();
        work = work().toFuture();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Each job is left after the step it is at; a step that does not come to its end in time is rolled back. */
    @Override
    public synchronized void stop(Runnable done) {
        stopped = true;
        stop.tryEmitEmpty();
        work.whenComplete((_, _) -> {
            running = false;
            done.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    Mono<Long> forgetOld() {
        return Mono.defer(() -> table.allowLongStatements().then(table.forgetEndedBefore(properties.retention()))
                .as(around.transaction()::transactional));
    }

    /** All that is under way hangs on this one stream: when it is over, nothing of it goes on. */
    private Mono<Void> work() {
        Mono<Void> jobs = Flux.merge(Flux.interval(Duration.ZERO, properties.poll()), wakeUps.asFlux())
                .takeUntilOther(stopping())
                .onBackpressureLatest()
                .concatMap(_ -> takeUpWhatThereIs(), 1)
                .flatMap(this::carryOut, Integer.MAX_VALUE)
                .then();
        Mono<Void> renewals = Flux.interval(properties.lease().dividedBy(3))
                .onBackpressureDrop()
                .concatMap(_ -> renew(), 1)
                .then();
        return Mono.firstWithSignal(jobs, renewals)
                .takeUntilOther(stopping().then(Mono.delay(properties.stopPatience())).doOnNext(_ -> log.warn(
                        "{} jobs do not come to the end of a step in time; others take them up later", leases.size())));
    }

    private Flux<Taken> takeUpWhatThereIs() {
        return takeUpOne()
                .expand(_ -> takeUpOne())
                .onErrorResume(failure -> {
                    log.warn("Jobs cannot be looked for: {}", failure.getMessage());
                    return Mono.empty();
                });
    }

    private Mono<Taken> takeUpOne() {
        return Mono.defer(() -> {
            if (stopped || leases.size() >= properties.parallel()) {
                return Mono.empty();
            }
            UUID token = UUID.randomUUID();
            return table.claim(kinds.keySet(), token, properties.lease())
                    .doOnNext(_ -> leases.add(token))
                    .map(row -> new Taken(row, token));
        });
    }

    private Mono<Void> carryOut(Taken taken) {
        metrics.began();
        return Mono.defer(() -> new JobExecution<>(kindOf(taken.row()), taken.row().id(), taken.token(), around).run())
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> log.error("Job {} of kind {} cannot be begun", taken.row().id(), taken.row().kind(),
                                failure)))
                .doFinally(_ -> {
                    leases.remove(taken.token());
                    metrics.left();
                    wake();
                });
    }

    private JobKind<?, ?> kindOf(JobRow row) {
        JobKind<?, ?> kind = kinds.get(row.kind());
        if (kind == null) {
            throw new IllegalStateException("job kind: '" + row.kind() + "' (expected: one of " + kinds.keySet() + ")");
        }
        return kind;
    }

    private Mono<Void> renew() {
        return leases.isEmpty()
                ? Mono.empty()
                : table.renew(Set.copyOf(leases), properties.lease())
                        .onErrorResume(failure -> Mono.fromRunnable(
                                () -> log.warn("Leases cannot be renewed: {}", failure.getMessage())));
    }

    private record Taken(JobRow row, UUID token) {}
}
