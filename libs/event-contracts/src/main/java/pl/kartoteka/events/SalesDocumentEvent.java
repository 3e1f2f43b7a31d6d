package pl.kartoteka.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A sales document of an ERP or POS; the one topic the suite reads from outside. Key: client id or NIP. The same number
 * from the same source (CloudEvents {@code source}) is the same document.
 */
public sealed interface SalesDocumentEvent extends Event {
    String TOPIC = "sales.documents.v1";

    SalesDocument document();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        UUID clientId = document().clientId();
        return clientId != null ? clientId.toString() : String.valueOf(document().nip());
    }

    /** Microseconds of {@code changedAt}; 0 where the producer does not say, then the later arrival wins. */
    @Override
    default long sequence() {
        Instant changedAt = document().changedAt();
        return changedAt == null ? 0 : changedAt.getEpochSecond() * 1_000_000 + changedAt.getNano() / 1_000;
    }

    @EventType("sales.document.issued.v1")
    record SalesDocumentIssued(SalesDocument document) implements SalesDocumentEvent {}

    @EventType("sales.document.changed.v1")
    record SalesDocumentChanged(SalesDocument document) implements SalesDocumentEvent {}

    @EventType("sales.document.paid.v1")
    record SalesDocumentPaid(SalesDocument document) implements SalesDocumentEvent {}

    @EventType("sales.document.cancelled.v1")
    record SalesDocumentCancelled(SalesDocument document) implements SalesDocumentEvent {}

    /**
     * @param clientId our id of the client; where null, {@code nip} names it
     * @param type INVOICE, RECEIPT, CORRECTION, PROFORMA or ORDER
     * @param status ISSUED or CANCELLED
     * @param changedAt when the producer last changed the document
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SalesDocument(
            @Nullable UUID clientId,
            @Nullable String nip,
            String number,
            String type,
            LocalDate issuedOn,
            Money gross,
            @Nullable Money paid,
            @Nullable LocalDate dueOn,
            String status,
            @Nullable Instant changedAt) {}
}
