package pl.kartoteka.jobs;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A job as it is kept. Boxed, because the driver knows no primitives. */
record JobRow(
        UUID id,
        String kind,
        String owner,
        JobStatus status,
        Long done,
        @Nullable Long total,
        String input,
        @Nullable String checkpoint,
        @Nullable String report,
        @Nullable String problem,
        Boolean cancelRequested,
        Integer attempts,
        @Nullable UUID leaseToken,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    static final String COLUMNS = "id, kind, owner, status, done, total, input::text as input, checkpoint::text as checkpoint,"
            + " report::text as report, problem::text as problem, cancel_requested, attempts, lease_token,"
            + " created_at, started_at, ended_at";
}
