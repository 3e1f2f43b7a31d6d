package pl.kartoteka.client.merge;

/** Whose value a field has after a merge; of lists both can stay. */
enum Choice {
    SURVIVOR, DUPLICATE, BOTH
}
