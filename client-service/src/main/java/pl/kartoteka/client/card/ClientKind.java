package pl.kartoteka.client.card;

/** What sort of client it is; decides which fields its card has. */
public enum ClientKind {
    COMPANY, PERSON, INSTITUTION, EMPLOYEE, PARTNER;

    /** Companies and institutions stand in registers and can have branches; the others are people. */
    public boolean isOrganisation() {
        return this == COMPANY || this == INSTITUTION;
    }

    /** Those who belong to our own house are no leads. */
    public Stage firstStage() {
        return this == EMPLOYEE || this == PARTNER ? Stage.STANDARD : Stage.POTENTIAL;
    }
}
