package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@ConsistentDates
record ConsentRequest(
        @NotNull ConsentStatus status,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Valid @Nullable EvidenceRequest evidence) {

    record EvidenceRequest(
            @Nullable EvidenceMethod method,
            @Positive @Nullable Integer textVersion,
            @Pattern(regexp = "[a-z]{2}", message = "{language.invalid}") @Nullable String textLanguage,
            @Size(max = 4000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") @Nullable String note,
            @Size(max = 500) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") @Nullable String source,
            @Size(max = 500) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") @Nullable String reference,
            @Nullable UUID attachmentId) {

        EvidenceGiven given() {
            return new EvidenceGiven(
                    method, textVersion, textLanguage, note, source, reference, attachmentId, null);
        }
    }

    RecordAnswer command(UUID clientId, String purpose, @Nullable Long expectedVersion, String recordedBy) {
        return new RecordAnswer(
                clientId,
                purpose,
                status,
                stored(askedAt),
                stored(answeredAt),
                evidence == null ? EvidenceGiven.NONE : evidence.given(),
                expectedVersion,
                recordedBy);
    }

    /** As fine as the database keeps it. */
    private static @Nullable Instant stored(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }
}
