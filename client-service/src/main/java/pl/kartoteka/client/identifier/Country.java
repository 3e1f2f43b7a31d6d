package pl.kartoteka.client.identifier;

import java.util.Locale;
import java.util.Set;

/** A country by its ISO 3166-1 alpha-2 code. */
public final class Country {
    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    private Country() {}

    public static String normalised(String written) {
        return written.strip().toUpperCase(Locale.ROOT);
    }

    public static boolean isValid(String code) {
        return CODES.contains(code);
    }
}
