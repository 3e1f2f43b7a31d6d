package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A decision as it was kept: what was asked, by whom, and what was answered. */
record KeptDecision(
        UUID decisionId,
        UUID clientId,
        String purpose,
        @Nullable String channel,
        boolean allowed,
        String reason,
        Instant decidedAt,
        @Nullable Instant asOf,
        String askedBy) {}
