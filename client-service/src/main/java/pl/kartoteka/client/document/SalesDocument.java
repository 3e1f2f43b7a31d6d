package pl.kartoteka.client.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A document as its source tells of it. Source and number together are its identity.
 *
 * @param namedClientId the client the source names, whether we know it or not
 * @param changedAt when the source last changed it; decides between two tellings
 */
record SalesDocument(
        String source,
        String number,
        @Nullable UUID namedClientId,
        @Nullable String nip,
        DocumentType type,
        DocumentStatus status,
        LocalDate issuedOn,
        @Nullable LocalDate dueOn,
        String currency,
        BigDecimal gross,
        BigDecimal paid,
        @Nullable Instant changedAt) {

    /** No source changed a document later than now; one whose clock is ahead must not outdo what it tells next. */
    SalesDocument changedNoLaterThan(Instant now) {
        return changedAt == null || !changedAt.isAfter(now)
                ? this
                : new SalesDocument(source, number, namedClientId, nip, type, status, issuedOn, dueOn, currency, gross,
                        paid, now);
    }
}
