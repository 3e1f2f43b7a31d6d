package pl.kartoteka.consent.verification;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A row of the ledger with what lies beside it and the head of its chain. */
record StoredEntry(
        UUID clientId,
        long position,
        String entry,
        String hash,
        @Nullable String salt,
        @Nullable String detail) {}
