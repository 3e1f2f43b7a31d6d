package pl.kartoteka.jobs;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One kind of long work; a service has a bean for each.
 *
 * @param <I> what is asked for, kept as JSON
 * @param <C> where to go on from, kept as JSON after every step
 */
public interface JobKind<I, C> {
    /** Stable, as in {@code client-import}: it is kept with the jobs. */
    String name();

    Class<I> input();

    Class<C> checkpoint();

    /**
     * The work from the checkpoint of the run onwards. A step is asked for when the one before it is committed; the end of the
     * steps is the end of the job. After a failure that passes, a restart or a crash the steps are asked for again, from the last
     * committed checkpoint. Runs on a thread that may wait.
     */
    Flux<Step<I, C>> steps(JobRun<I, C> run);

    /** Whether what was asked for may name people, and is forgotten as soon as the job is over and tidied up. */
    default boolean forgetsInput() {
        return false;
    }

    /** After the end is committed, whatever it is; at least once. Here goes what the job has kept aside, such as its file. */
    default Mono<Void> tidyUp(JobRun<I, C> run, JobStatus end) {
        return Mono.empty();
    }
}
