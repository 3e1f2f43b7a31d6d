package pl.kartoteka.gus.register;

import org.jspecify.annotations.Nullable;

/** A code of the classification of activities, compact ({@code 6201Z}) as the registers write it. */
public record Pkd(String code, @Nullable String name, @Nullable String version, boolean main) {}
