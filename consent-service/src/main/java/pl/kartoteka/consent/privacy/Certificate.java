package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That a person's data were erased everywhere.
 *
 * @param erased by service: what and how much, and what is kept and why
 */
record Certificate(
        UUID requestId, UUID clientId, Instant receivedAt, Instant askedAt, Instant completedAt,
        List<Receipt> erased) {}
