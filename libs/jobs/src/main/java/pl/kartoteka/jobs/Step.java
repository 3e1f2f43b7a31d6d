package pl.kartoteka.jobs;

import reactor.core.publisher.Mono;

/** A part of the work that happens wholly or not at all. */
@FunctionalInterface
public interface Step<I, C> {
    /**
     * Runs in one transaction with the progress it gives back. It must give one back; what has no part in the transaction
     * (asking another service) belongs before it, in {@link JobKind#steps}.
     *
     * @param run as committed by the step before
     */
    Mono<Progress<C>> carryOut(JobRun<I, C> run);
}
