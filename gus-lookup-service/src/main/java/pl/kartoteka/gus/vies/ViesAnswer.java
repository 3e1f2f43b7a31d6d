package pl.kartoteka.gus.vies;

import org.jspecify.annotations.Nullable;

/** What VIES says of a number. Name and address are null where the member state does not disclose them. */
public record ViesAnswer(
        String countryCode,
        String vatNumber,
        boolean valid,
        @Nullable String name,
        @Nullable String address) {}
