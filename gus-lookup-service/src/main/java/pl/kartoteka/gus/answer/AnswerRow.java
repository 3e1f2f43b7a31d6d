package pl.kartoteka.gus.answer;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A row of {@code register_answer} without the raw answer. */
record AnswerRow(
        UUID id,
        String register,
        String environment,
        String question,
        @Nullable String nip,
        String outcome,
        Instant checkedAt,
        @Nullable String proofId,
        @Nullable String proofTime,
        @Nullable String data,
        String rawSha256) {}
