package pl.kartoteka.client.imports;

import org.jspecify.annotations.Nullable;

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

    /**
     * @param warned rows that were taken and may be somebody who was there already
     * @param moved rows that may give another head office to a client who was there
     */
    record Counts(long registered, long updated, long unchanged, long refused, @Nullable Long warned,
            @Nullable Long moved) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0L, 0L);

        Counts plus(Counts other) {
            return new Counts(registered + other.registered, updated + other.updated, unchanged + other.unchanged,
                    refused + other.refused, sum(warned, other.warned), sum(moved, other.moved));
        }

        boolean anyMoved() {
            return moved != null && moved > 0;
        }

        private static long sum(@Nullable Long one, @Nullable Long other) {
            return (one == null ? 0 : one) + (other == null ? 0 : other);
        }
    }
}
