package pl.kartoteka.consent.consent;

/** Where a consent stands. */
public enum ConsentStatus {
    NOT_ASKED,
    PENDING,
    GRANTED,
    REFUSED,
    WITHDRAWN,
    EXPIRED
}
