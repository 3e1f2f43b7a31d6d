package pl.kartoteka.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.problem.Problems;
import reactor.core.Disposable;
import reactor.core.Disposables;
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
    private Disposable loops = Disposables.disposed();
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
        loops = Disposables.composite(
                Flux.merge(Flux.interval(Duration.ZERO, properties.poll()), wakeUps.asFlux())
                        .onBackpressureLatest()
                        .concatMap(_ -> takeUpWhatThereIs(), 1)
                        .subscribe(),
                Flux.interval(properties.lease().dividedBy(3))
                        .onBackpressureDrop()
                        .concatMap(_ -> renew(), 1)
                        .subscribe());
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Each job is left after the step it is at. */
    @Override
    public synchronized void stop(Runnable done) {
        stopped = true;
        stop.tryEmitEmpty();
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .takeUntil(_ -> leases.isEmpty())
                .take(properties.stopPatience())
                .doFinally(_ -> {
                    if (!leases.isEmpty()) {
                        log.warn("{} jobs do not come to the end of a step in time; others take them up later",
                                leases.size());
                    }
                    loops.dispose();
                    running = false;
                    done.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    Mono<Long> forgetOld() {
        return Mono.defer(() -> table.forgetEndedBefore(properties.retention()));
    }

    private Mono<Void> takeUpWhatThereIs() {
        return takeUpOne()
                .expand(_ -> takeUpOne())
                .then()
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> log.warn("Jobs cannot be looked for: {}", failure.getMessage())));
    }

    private Mono<UUID> takeUpOne() {
        return Mono.defer(() -> {
            if (stopped || leases.size() >= properties.parallel()) {
                return Mono.empty();
            }
            UUID token = UUID.randomUUID();
            return table.claim(kinds.keySet(), token, properties.lease())
                    .doOnNext(row -> begin(row, token))
                    .map(JobRow::id);
        });
    }

    private void begin(JobRow row, UUID token) {
        leases.add(token);
        metrics.began();
        new JobExecution<>(kindOf(row), row.id(), token, around).run()
                .doFinally(_ -> {
                    leases.remove(token);
                    metrics.left();
                    wake();
                })
                .subscribe();
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
}
