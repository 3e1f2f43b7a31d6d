package pl.kartoteka.consent.consent;

/** The way an answer reached us. */
enum EvidenceMethod {
    PAPER,
    FORM,
    PHONE,
    IN_PERSON,
    EMAIL,
    EMAIL_LINK,
    SMS,
    SMS_LINK,
    IMPORT,
    OTHER
}
