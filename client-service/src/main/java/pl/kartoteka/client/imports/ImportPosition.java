package pl.kartoteka.client.imports;

/**
 * How far an import has come.
 *
 * @param rows rows done in this phase
 */
record ImportPosition(Phase phase, long rows, Counts counts) {
    static final ImportPosition START = new ImportPosition(Phase.LABELS, 0, Counts.NONE);

    enum Phase {
        /** Groups and traits of an EPP file are laid out by the code of their client. */
        LABELS,
        /** Nothing is written: a dry run, or the look before all or nothing. */
        CHECK, WRITE
    }

    record Counts(long registered, long updated, long unchanged, long refused) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(registered + other.registered, updated + other.updated, unchanged + other.unchanged,
                    refused + other.refused);
        }
    }
}
