package pl.kartoteka.consent.suppression;

enum SuppressionReason {
    HARD_BOUNCE,
    COMPLAINT,
    MANUAL
}
