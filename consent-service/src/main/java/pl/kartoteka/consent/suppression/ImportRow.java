package pl.kartoteka.consent.suppression;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One row of a file, without the address it named.
 *
 * @param mistakes what is wrong with it, {@code column:code} with spaces between; null when nothing is
 */
record ImportRow(
        long line,
        @Nullable UUID clientId,
        @Nullable String addressHash,
        @Nullable String channel,
        String reason,
        @Nullable String mistakes) {}
