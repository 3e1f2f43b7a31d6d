package pl.kartoteka.consent.privacy;

/** Where a case stands, by name. */
enum CaseStatus {
    RECEIVED,
    IN_PROGRESS,
    COMPLETED,
    REFUSED,
    WITHDRAWN
}
