package pl.kartoteka.jobs;

import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.Problems;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** One job in the hands of one instance, from the claim to its end or to the loss of the lease. */
final class JobExecution<I, C> {
    private static final Logger log = LoggerFactory.getLogger(JobExecution.class);
    private static final int MOST_ATTEMPTS = 5;

    private final JobKind<I, C> kind;
    private final UUID id;
    private final UUID token;
    private final Surroundings around;
    private final Patience patience;
    private volatile boolean ended;

    JobExecution(JobKind<I, C> kind, UUID id, UUID token, Surroundings around) {
        this.kind = kind;
        this.id = id;
        this.token = token;
        this.around = around;
        this.patience = new Patience(around.problems(), around.retry());
    }

    /** What an execution needs of the instance it runs in. */
    record Surroundings(JobTable table, JobJson json, TransactionalOperator transaction, Problems problems,
            JobMetrics metrics, Duration retry, Mono<?> stopping, BooleanSupplier isStopping) {}

    /** Never fails: what cannot even be written down is taken up again when the lease runs out. */
    Mono<Void> run() {
        return around.table().held(id, token)
                .switchIfEmpty(Mono.error(LeaseLost::new))
                .flatMap(this::takeUp)
                .retryWhen(Retry.from(failures -> failures.concatMap(failure -> next(failure.failure()))))
                .onErrorResume(failure -> !ended && !(failure instanceof LeaseLost), this::fail)
                .onErrorResume(LeaseLost.class, _ -> Mono.fromRunnable(
                        () -> log.info("Job {} of kind {} is in other hands", id, kind.name())))
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> log.warn("Job {} of kind {} breaks off and will be taken up again", id, kind.name(),
                                failure)));
    }

    private Mono<Void> takeUp(JobRow row) {
        if (around.isStopping().getAsBoolean()) {
            return around.table().release(id, token);
        }
        if (row.status().isOver()) {
            ended = true;
            return tidyUp(row);
        }
        if (row.cancelRequested()) {
            return end(JobStatus.CANCELLED);
        }
        if (row.attempts() > MOST_ATTEMPTS) {
            return Mono.error(new JobAbandoned());
        }
        return walk(row);
    }

    private Mono<Void> walk(JobRow row) {
        var reached = new Reached(row);
        return Flux.defer(() -> kind.steps(around.json().run(kind, reached.row)))
                // Also what is requested later: sources read files.
                .subscribeOn(Schedulers.boundedElastic())
                .concatMap(step -> carryOut(step, reached), 0)
                .doOnComplete(() -> reached.completed = true)
                .takeUntil(progress -> progress.last() || reached.row.cancelRequested()
                        || around.isStopping().getAsBoolean())
                .reduce(false, (_, progress) -> progress.last())
                .flatMap(last -> leave(reached.row, last, reached.completed));
    }

    private Mono<Void> leave(JobRow row, boolean last, boolean completed) {
        if (last || completed && !row.cancelRequested()) {
            return end(JobStatus.DONE);
        }
        return row.cancelRequested() ? end(JobStatus.CANCELLED) : around.table().release(id, token);
    }

    private Mono<Progress<C>> carryOut(Step<I, C> step, Reached reached) {
        long began = System.nanoTime();
        return around.table().allowLongStatements()
                .then(Mono.defer(() -> step.carryOut(around.json().run(kind, reached.row))))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(kind.name() + ": a step without progress")))
                .flatMap(progress -> around.table()
                        .advance(id, token, around.json().write(progress.checkpoint()), progress.done(),
                                progress.total(), around.json().writeIfAny(progress.report()))
                        .switchIfEmpty(Mono.error(LeaseLost::new))
                        .map(row -> new Advanced<>(progress, row)))
                .as(around.transaction()::transactional)
                .map(advanced -> {
                    reached.row = advanced.row();
                    patience.restore();
                    around.metrics().step(kind.name(), System.nanoTime() - began);
                    return advanced.progress();
                });
    }

    private Mono<Void> end(JobStatus status) {
        return around.table().end(id, token, status, null).flatMap(mine -> over(status, mine));
    }

    private Mono<Void> fail(Throwable failure) {
        Failure reason = Failure.of(around.problems().of(failure));
        if (reason.kind() == DomainProblem.Kind.UNEXPECTED) {
            log.error("Job {} of kind {} fails: {}", id, kind.name(), reason.type(), failure);
        } else {
            log.info("Job {} of kind {} fails: {}", id, kind.name(), reason.type());
        }
        return around.table().end(id, token, JobStatus.FAILED, around.json().write(reason))
                .flatMap(mine -> over(JobStatus.FAILED, mine));
    }

    private Mono<Void> over(JobStatus status, boolean mine) {
        if (!mine) {
            return Mono.error(new LeaseLost());
        }
        around.metrics().ended(kind.name(), status);
        ended = true;
        return around.table().held(id, token).flatMap(this::tidyUp);
    }

    private Mono<Void> tidyUp(JobRow row) {
        return Mono.defer(() -> kind.tidyUp(around.json().run(kind, row), row.status()))
                .subscribeOn(Schedulers.boundedElastic())
                .then(Mono.defer(() -> around.table().settle(id, token, kind.forgetsInput())));
    }

    /** A failure of the work is waited out or given up; one of tidying up is left to the next holder of the lease. */
    private Mono<Long> next(Throwable failure) {
        return ended || failure instanceof LeaseLost
                ? Mono.error(failure)
                : patience.after(failure).map(pause -> again(failure, pause)).orElseGet(() -> Mono.error(failure));
    }

    /** Without its message, which may tell of the data. */
    private Mono<Long> again(Throwable failure, Duration pause) {
        log.warn("Job {} of kind {} is tried again in {} after attempt {}: {}", id, kind.name(), pause,
                patience.failures(), failure.getClass().getName());
        return Mono.delay(pause).takeUntilOther(around.stopping()).defaultIfEmpty(0L);
    }

    /** How far the committed steps have come. */
    private static final class Reached {
        private volatile JobRow row;
        private volatile boolean completed;

        Reached(JobRow row) {
            this.row = row;
        }
    }

    private record Advanced<C>(Progress<C> progress, JobRow row) {}

    private static final class LeaseLost extends RuntimeException {
        LeaseLost() {
            super("lease lost", null, false, false);
        }
    }
}
