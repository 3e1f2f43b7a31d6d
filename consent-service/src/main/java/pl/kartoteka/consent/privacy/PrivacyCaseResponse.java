package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param dueOn the last day for the answer, Polish time
 * @param restrictionInForce only of a restriction
 * @param answers what the services have answered; only of an erasure or export that was started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrivacyCaseResponse(
        UUID id,
        UUID clientId,
        PrivacyKind kind,
        CaseStatus status,
        Instant receivedAt,
        LocalDate dueOn,
        boolean overdue,
        @Nullable Integer extendedMonths,
        @Nullable List<String> purposes,
        @Nullable Boolean restrictionInForce,
        @Nullable Instant closedAt,
        String createdBy,
        @Nullable Answers answers,
        long version) {

    /**
     * @param round how often the services were asked
     * @param missing who has not answered
     * @param archiveExpiresAt until when the archive can be downloaded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answers(
            int round,
            Instant askedAt,
            @Nullable Instant answeredAt,
            List<String> missing,
            @Nullable List<Receipt> receipts,
            @Nullable Instant archiveExpiresAt) {}

    static PrivacyCaseResponse of(PrivacyCase shown, @Nullable Answers answers, LocalDate today) {
        return new PrivacyCaseResponse(
                shown.id(),
                shown.clientId(),
                shown.kind(),
                shown.state().status(),
                shown.receivedAt(),
                shown.dueOn(),
                shown.state().open() && shown.dueOn().isBefore(today),
                shown.extendedMonths(),
                shown.purposes().isEmpty() ? null : shown.purposes(),
                shown.kind() == PrivacyKind.RESTRICTION ? shown.inForce() : null,
                shown.state().closedAt(),
                shown.createdBy(),
                answers,
                shown.version());
    }
}
