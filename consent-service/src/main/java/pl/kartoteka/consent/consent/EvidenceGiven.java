package pl.kartoteka.consent.consent;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How an answer was obtained.
 *
 * @param source from where: the address of a form, a shop, a device
 * @param reference where the document itself is kept
 */
record EvidenceGiven(
        @Nullable EvidenceMethod method,
        @Nullable Integer textVersion,
        @Nullable String textLanguage,
        @Nullable String note,
        @Nullable String source,
        @Nullable String reference,
        @Nullable UUID attachmentId,
        @Nullable String attachmentHash) {

    static final EvidenceGiven NONE = new EvidenceGiven(null, null, null, null, null, null);

    /** Without a file. */
    EvidenceGiven(
            @Nullable EvidenceMethod method,
            @Nullable Integer textVersion,
            @Nullable String textLanguage,
            @Nullable String note,
            @Nullable String source,
            @Nullable String reference) {
        this(method, textVersion, textLanguage, note, source, reference, null, null);
    }

    /** With the hash of the file it names. */
    EvidenceGiven hashed(String hash) {
        return new EvidenceGiven(
                method, textVersion, textLanguage, note, source, reference, attachmentId, hash);
    }
}
