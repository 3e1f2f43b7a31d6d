package pl.kartoteka.consent.purpose;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The purpose as it is to be, whole. */
record ChangePurpose(
        String name,
        @Nullable String description,
        LegalBasis legalBasis,
        List<Channel> channels,
        @Nullable Integer validityDays,
        List<NewText> texts,
        boolean active) {}
