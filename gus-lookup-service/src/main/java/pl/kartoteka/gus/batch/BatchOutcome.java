package pl.kartoteka.gus.batch;

/** INVALID says only that the number itself is malformed, or of a kind the register is not asked by. */
enum BatchOutcome {
    FOUND, NOT_FOUND, UNKNOWN, INVALID
}
