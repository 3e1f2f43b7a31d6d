package pl.kartoteka.jobs;

import java.time.Duration;
import java.util.UUID;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import pl.kartoteka.http.Ids;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes long work on, tells how it goes, and stops it. */
public final class Jobs {
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final JobTable table;
    private final JobJson json;
    private final JobWorker worker;
    private final Ids ids;

    Jobs(JobTable table, JobJson json, JobWorker worker, Ids ids) {
        this.table = table;
        this.json = json;
        this.worker = worker;
        this.ids = ids;
    }

    /** Takes part in the transaction there is, so that the work is asked for exactly when that commits. */
    public <I> Mono<Job> submit(JobKind<I, ?> kind, String owner, I input) {
        return submit(ids.next(), kind, owner, input);
    }

    /** @param id made beforehand, where something of the job is kept aside under it */
    public <I> Mono<Job> submit(UUID id, JobKind<I, ?> kind, String owner, I input) {
        return table.add(id, kind.name(), owner, json.write(input)).delayUntil(_ -> wakeWorker()).map(json::job);
    }

    public Mono<Job> find(UUID id) {
        return table.find(id).map(json::job);
    }

    /** The job now, and then each time something about it has changed, until it is over. */
    public Flux<Job> watch(UUID id) {
        return Flux.interval(Duration.ZERO, GLANCE)
                .onBackpressureDrop()
                .concatMap(_ -> find(id), 1)
                .distinctUntilChanged()
                .takeUntil(job -> job.status().isOver())
                .takeUntilOther(worker.stopping());
    }

    /** What waits is over at once; what runs stops after the step it is at. */
    public Mono<Job> cancel(UUID id) {
        return table.cancel(id)
                .delayUntil(_ -> wakeWorker())
                .switchIfEmpty(table.find(id).flatMap(job -> Mono.error(new JobOver(job.status()))))
                .switchIfEmpty(Mono.error(() -> new JobNotFound(id)))
                .map(json::job);
    }

    /** For a step that takes long: its own transaction shows nothing before its end. */
    public StepProgress within(JobRun<?, ?> run) {
        return new StepProgress(table, run);
    }

    private Mono<Void> wakeWorker() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(worker::wake);
                    }
                }))
                .then()
                .onErrorResume(NoTransactionException.class, _ -> Mono.fromRunnable(worker::wake));
    }
}
