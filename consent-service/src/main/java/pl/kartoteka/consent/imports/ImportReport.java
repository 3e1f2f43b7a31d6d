package pl.kartoteka.consent.imports;

/** @param written whether what is counted is in the ledger */
record ImportReport(long recorded, long unchanged, long refused, boolean dryRun, boolean written) {
    static ImportReport of(ImportRequest request, ImportPosition position) {
        return new ImportReport(
                position.recorded(), position.unchanged(), position.refused(), request.dryRun(), !request.dryRun());
    }
}
