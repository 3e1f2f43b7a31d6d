package pl.kartoteka.consent.suppression;

/** Where a suppression comes from. */
enum SuppressionSource {
    /** Somebody recorded it. */
    PERSON,
    /** A file. */
    IMPORT,
    /** A message came back. */
    MESSAGE
}
