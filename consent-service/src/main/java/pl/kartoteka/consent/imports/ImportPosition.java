package pl.kartoteka.consent.imports;

/**
 * How far an import has come.
 *
 * @param unchanged rows that were taken before
 */
record ImportPosition(long rows, long recorded, long unchanged, long refused) {
    static final ImportPosition START = new ImportPosition(0, 0, 0, 0);

    ImportPosition plus(Outcome outcome) {
        return new ImportPosition(
                rows + 1,
                recorded + (outcome == Outcome.RECORDED ? 1 : 0),
                unchanged + (outcome == Outcome.UNCHANGED ? 1 : 0),
                refused + (outcome == Outcome.REFUSED ? 1 : 0));
    }

    /** What became of a row. */
    enum Outcome {
        RECORDED,
        UNCHANGED,
        REFUSED
    }
}
