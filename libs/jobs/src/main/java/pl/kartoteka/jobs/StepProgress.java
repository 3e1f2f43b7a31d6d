package pl.kartoteka.jobs;

import java.time.Duration;
import java.util.UUID;

import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * How far the step under way is, shown on a connection of its own and outside its transaction. It is part of the step's own stream, and so is over
 * when that is; whoever has lost the lease shows nothing; and no work waits or fails because it cannot be shown.
 */
public final class StepProgress {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JobTable table;
    private final JobRun<?, ?> run;
    private volatile long next = System.nanoTime();

    StepProgress(JobTable table, JobRun<?, ?> run) {
        this.table = table;
        this.run = run;
    }

    /** Shows it, unless that was done less than a second ago. */
    public Mono<Void> reached(long done) {
        return Mono.defer(() -> {
            long now = System.nanoTime();
            if (now - next < 0) {
                return Mono.empty();
            }
            next = now + AT_MOST_EVERY.toNanos();
            return show(done);
        });
    }

    /** The step comes to nothing. */
    public Mono<Void> reset() {
        return Mono.defer(() -> show(run.done()));
    }

    private Mono<Void> show(long done) {
        UUID lease = run.lease();
        return lease == null
                ? Mono.empty()
                : table.show(run.id(), lease, done)
                        .timeout(PATIENCE)
                        .onErrorComplete()
                        // Of the step's transaction it knows nothing.
                        .contextWrite(_ -> Context.empty());
    }
}
