package pl.kartoteka.jobs;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A job as far as it has come.
 *
 * @param owner the subject that asked for it
 * @param checkpoint what the last step has left; null before the first
 * @param lease by which it is in the hands of this instance
 */
public record JobRun<I, C>(UUID id, String owner, I input, @Nullable C checkpoint, long done, @Nullable Long total,
        @Nullable UUID lease) {}
