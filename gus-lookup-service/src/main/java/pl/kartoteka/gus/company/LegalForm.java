package pl.kartoteka.gus.company;

import org.jspecify.annotations.Nullable;

/** A legal form by GUS's dictionary. */
record LegalForm(String code, @Nullable String name) {}
