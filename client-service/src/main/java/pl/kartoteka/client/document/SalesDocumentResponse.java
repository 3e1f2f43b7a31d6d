package pl.kartoteka.client.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Money;

/**
 * @param clientId null while no client is known for it
 * @param namedClientId the client its source names
 */
record SalesDocumentResponse(
        UUID id,
        @Nullable UUID clientId,
        @Nullable UUID namedClientId,
        @Nullable String nip,
        String source,
        String number,
        DocumentType type,
        DocumentStatus status,
        LocalDate issuedOn,
        @Nullable LocalDate dueOn,
        Money gross,
        Money paid,
        @Nullable Instant changedAt,
        Instant receivedAt) {

    static SalesDocumentResponse of(KeptDocument kept) {
        return new SalesDocumentResponse(kept.id(), kept.clientId(), kept.namedClientId(), kept.nip(), kept.source(),
                kept.number(),
                kept.type(),
                kept.status(), kept.issuedOn(), kept.dueOn(), new Money(kept.gross(), kept.currency()),
                new Money(kept.paid(), kept.currency()), kept.changedAt(), kept.receivedAt());
    }
}
