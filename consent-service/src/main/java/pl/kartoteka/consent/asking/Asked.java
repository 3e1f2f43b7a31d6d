package pl.kartoteka.consent.asking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a client was asked at one time. */
record Asked(
        UUID id,
        UUID clientId,
        String language,
        boolean bySms,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        List<AskedQuestion> questions) {

    String reference() {
        return "consent-request/" + id;
    }
}
