package pl.kartoteka.gus.watch;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * How the watch does. Boxed, because the driver knows no primitives.
 *
 * @param due companies whose turn has come and not passed yet
 * @param changesReadUntil the last day whose changes GUS was asked for
 */
record WatchResponse(
        Long companies,
        Long due,
        @Nullable Instant nextDueAt,
        @Nullable Instant lastVerifiedAt,
        @Nullable LocalDate changesReadUntil) {}
