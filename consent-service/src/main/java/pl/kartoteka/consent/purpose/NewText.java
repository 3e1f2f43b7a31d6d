package pl.kartoteka.consent.purpose;

import org.jspecify.annotations.Nullable;

/** A text as given by a caller; without a version it becomes the next one of its language. */
record NewText(String language, @Nullable Integer version, String text) {}
