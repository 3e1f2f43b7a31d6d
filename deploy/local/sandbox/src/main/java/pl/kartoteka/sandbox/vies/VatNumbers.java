package pl.kartoteka.sandbox.vies;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The syntax of VAT numbers in each country, without its prefix. */
final class VatNumbers {

    private static final Map<String, String> PATTERNS = new TreeMap<>(Map.ofEntries(
            Map.entry("AT", "U\\d{8}"), Map.entry("BE", "[01]\\d{9}"), Map.entry("BG", "\\d{9,10}"),
            Map.entry("CY", "\\d{8}[A-Z]"), Map.entry("CZ", "\\d{8,10}"), Map.entry("DE", "[1-9]\\d{8}"),
            Map.entry("DK", "\\d{8}"), Map.entry("EE", "10\\d{7}"), Map.entry("EL", "\\d{9}"),
            Map.entry("ES", "[A-Z]\\d{7}[A-Z0-9]|\\d{8}[A-Z]"), Map.entry("FI", "\\d{8}"),
            Map.entry("FR", "[0-9A-HJ-NP-Z]{2}\\d{9}"), Map.entry("HR", "\\d{11}"), Map.entry("HU", "\\d{8}"),
            Map.entry("IE", "\\d{7}[A-W][AH]?|[7-9][A-Z*+]\\d{5}[A-W]"), Map.entry("IT", "\\d{11}"),
            Map.entry("LT", "\\d{9}|\\d{12}"), Map.entry("LU", "\\d{8}"), Map.entry("LV", "\\d{11}"),
            Map.entry("MT", "[1-9]\\d{7}"), Map.entry("NL", "[A-Z0-9+*]{9}B\\d{2}"), Map.entry("PL", "\\d{10}"),
            Map.entry("PT", "\\d{9}"), Map.entry("RO", "[1-9]\\d{1,9}"), Map.entry("SE", "\\d{10}01"),
            Map.entry("SI", "[1-9]\\d{7}"), Map.entry("SK", "[1-9]\\d[2346-9]\\d{7}"),
            Map.entry("XI", "\\d{9}|\\d{12}|(GD|HA)\\d{3}")));

    private VatNumbers() {}

    static Set<String> countries() {
        return PATTERNS.keySet();
    }

    static boolean isWellFormed(String country, String number) {
        var pattern = PATTERNS.get(country);
        return pattern != null && number.matches(pattern);
    }
}
