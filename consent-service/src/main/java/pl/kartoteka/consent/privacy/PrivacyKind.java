package pl.kartoteka.consent.privacy;

/** Which right a person uses. */
enum PrivacyKind {
    /** Article 15. */
    ACCESS,
    /** Article 20. */
    PORTABILITY,
    /** Article 16. */
    RECTIFICATION,
    /** Article 18. */
    RESTRICTION,
    /** Article 17. */
    ERASURE,
    /** Article 21. */
    OBJECTION;

    boolean handsOut() {
        return this == ACCESS || this == PORTABILITY;
    }
}
