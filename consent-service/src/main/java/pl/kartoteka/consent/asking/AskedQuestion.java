package pl.kartoteka.consent.asking;

import pl.kartoteka.consent.consent.OwnConsent;
import pl.kartoteka.consent.consent.ShownText;

/** @param consentVersion of the consent when the question was put: with another it is not this question that waits */
record AskedQuestion(String purpose, ShownText text, long consentVersion) {

    boolean isOpenFor(OwnConsent consent) {
        return switch (consent.status()) {
            case PENDING, GRANTED -> consent.version() == consentVersion;
            // A consent that was to be renewed and ran out meanwhile.
            case EXPIRED -> consent.version() == consentVersion || consent.version() == consentVersion + 1;
            case NOT_ASKED, REFUSED, WITHDRAWN -> false;
        };
    }

    /** Whether the consent has gone on since the question, so that it is answered or was put again. */
    boolean isBehind(OwnConsent consent) {
        return consent.version() > consentVersion;
    }
}
