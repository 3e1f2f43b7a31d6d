package pl.kartoteka.client.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A document in the register.
 *
 * @param namedClientId the client its source names
 * @param isNew whether it came for the first time
 * @param isSale whether it is in force and is a sale, so that it counts in totals and makes a client STANDARD
 */
record KeptDocument(
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
        String currency,
        BigDecimal gross,
        BigDecimal paid,
        @Nullable Instant changedAt,
        Instant receivedAt,
        Boolean isNew,
        Boolean isSale) {}
