package pl.kartoteka.jobs;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.ProblemDocument;
import tools.jackson.databind.JsonNode;

/**
 * A job as callers see it.
 *
 * @param done how much is done; with {@code total}, how far it is
 * @param cancelRequested it will stop after the step it is at
 * @param report what the work has found so far, in the words of its kind
 * @param problem why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobResponse(
        UUID id,
        String kind,
        JobStatus status,
        long done,
        @Nullable Long total,
        @Nullable Boolean cancelRequested,
        @Nullable JsonNode report,
        @Nullable ProblemDocument problem,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
