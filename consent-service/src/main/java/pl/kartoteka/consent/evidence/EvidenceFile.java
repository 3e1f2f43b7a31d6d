package pl.kartoteka.consent.evidence;

import java.time.Instant;
import java.util.UUID;

/** @param sha256 of the content, in hexadecimal */
public record EvidenceFile(
        UUID id,
        UUID clientId,
        String name,
        String mediaType,
        long size,
        String sha256,
        Instant addedAt,
        String addedBy) {

    /** Without the name, which somebody chose. */
    @Override
    public String toString() {
        return "EvidenceFile[" + id + "]";
    }
}
