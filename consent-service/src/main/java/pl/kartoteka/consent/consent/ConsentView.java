package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.ledger.HistoryEntry;

/** A consent with the ledger entry it rests on; no entry while the person was not asked. */
record ConsentView(Consent consent, @Nullable HistoryEntry entry) {

    record Row(
            UUID clientId,
            String purposeCode,
            String status,
            @Nullable Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant validUntil,
            @Nullable Instant closedAt,
            long version,
            long position,
            String entry,
            String hash,
            @Nullable String detail) {

        ConsentView view() {
            return new ConsentView(
                    new ConsentRow(
                            clientId,
                            purposeCode,
                            status,
                            askedAt,
                            answeredAt,
                            validUntil,
                            closedAt,
                            version)
                            .consent(),
                    HistoryEntry.of(position, entry, hash, detail));
        }
    }
}
