package pl.kartoteka.consent.purpose;

import java.util.List;

import org.jspecify.annotations.Nullable;

record DefinePurpose(
        String code,
        String name,
        @Nullable String description,
        LegalBasis legalBasis,
        List<Channel> channels,
        @Nullable Integer validityDays,
        List<NewText> texts) {}
