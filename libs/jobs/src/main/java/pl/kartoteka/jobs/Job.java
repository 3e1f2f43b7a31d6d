package pl.kartoteka.jobs;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as others see it.
 *
 * @param cancelRequested whether it will stop after the step it is at
 * @param problem why it failed
 */
public record Job(
        UUID id,
        String kind,
        String owner,
        JobStatus status,
        long done,
        @Nullable Long total,
        JsonNode input,
        @Nullable JsonNode report,
        @Nullable Failure problem,
        boolean cancelRequested,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
