package pl.kartoteka.consent.decision;

/** Why it is yes or no. */
enum Reason {
    /** The person agreed. */
    GRANTED(true),
    /** No consent is needed: it is done to perform a contract. */
    CONTRACT(true),
    LEGAL_OBLIGATION(true),
    VITAL_INTEREST(true),
    PUBLIC_TASK(true),
    /** No consent is needed, and the person has not objected. */
    LEGITIMATE_INTEREST(true),

    ERASED(false),
    UNKNOWN_CLIENT(false),
    /** A duplicate: the client it was merged into is the one to ask about. */
    MERGED(false),
    /** The person had the processing restricted. */
    RESTRICTED(false),
    SUPPRESSED(false),
    INACTIVE(false),
    PURPOSE_RETIRED(false),
    CHANNEL_NOT_OPENED(false),
    NO_CONSENT(false),
    PENDING(false),
    REFUSED(false),
    WITHDRAWN(false),
    EXPIRED(false),
    OBJECTED(false),
    NO_ADDRESS(false);

    private final boolean allows;

    Reason(boolean allows) {
        this.allows = allows;
    }

    boolean allows() {
        return allows;
    }
}
