package pl.kartoteka.consent.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** That a client is no longer merged into the same other one. */
record MergeChange(UUID clientId, @Nullable UUID before, @Nullable UUID after) {}
