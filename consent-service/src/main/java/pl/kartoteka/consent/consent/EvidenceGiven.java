package pl.kartoteka.consent.consent;

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
        @Nullable String reference) {

    static final EvidenceGiven NONE = new EvidenceGiven(null, null, null, null, null, null);
}
