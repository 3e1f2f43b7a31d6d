package pl.kartoteka.client.assignment;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;

/** @param into the entry that takes the place of the other */
record MergeRequest(@NotNull UUID into) {}
