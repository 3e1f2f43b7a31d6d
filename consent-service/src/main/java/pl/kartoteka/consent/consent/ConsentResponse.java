package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.ledger.HistoryEntry;
import pl.kartoteka.consent.ledger.HistoryEntry.Evidence;

@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsentResponse(
        UUID clientId,
        String purpose,
        ConsentStatus status,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant validUntil,
        @Nullable Evidence evidence,
        @Nullable Instant recordedAt,
        @Nullable String recordedBy,
        long version) {

    static ConsentResponse of(ConsentView view) {
        Consent consent = view.consent();
        HistoryEntry entry = view.entry();
        return new ConsentResponse(
                consent.clientId(),
                consent.purpose(),
                consent.status(),
                consent.askedAt(),
                consent.answeredAt(),
                consent.validUntil(),
                entry == null ? null : entry.evidence(),
                entry == null ? null : entry.recordedAt(),
                entry == null ? null : entry.recordedBy(),
                consent.version());
    }
}
