package pl.kartoteka.gus.identifier;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A VAT number of the European Union or Northern Ireland: the prefix VIES uses and the national part. */
public record EuVatNumber(String country, String number) {
    private static final Map<String, Pattern> SHAPES = Map.ofEntries(
            shape("AT", "U\\d{8}"),
            shape("BE", "[01]\\d{9}"),
            shape("BG", "\\d{9,10}"),
            shape("CY", "\\d{8}[A-Z]"),
            shape("CZ", "\\d{8,10}"),
            shape("DE", "[1-9]\\d{8}"),
            shape("DK", "\\d{8}"),
            shape("EE", "10\\d{7}"),
            shape("EL", "\\d{9}"),
            shape("ES", "(?!\\d{9})[A-Z0-9]\\d{7}[A-Z0-9]"),
            shape("FI", "\\d{8}"),
            shape("FR", "[0-9A-HJ-NP-Z]{2}\\d{9}"),
            shape("HR", "\\d{11}"),
            shape("HU", "\\d{8}"),
            shape("IE", "\\d{7}[A-W][AH]?|[7-9][A-Z*+]\\d{5}[A-W]"),
            shape("IT", "\\d{11}"),
            shape("LT", "\\d{9}|\\d{12}"),
            shape("LU", "\\d{8}"),
            shape("LV", "\\d{11}"),
            shape("MT", "[1-9]\\d{7}"),
            shape("NL", "[A-Z0-9+*]{9}B\\d{2}"),
            shape("PL", "\\d{10}"),
            shape("PT", "\\d{9}"),
            shape("RO", "[1-9]\\d{1,9}"),
            shape("SE", "\\d{10}01"),
            shape("SI", "[1-9]\\d{7}"),
            shape("SK", "[1-9]\\d[2346-9]\\d{7}"),
            shape("XI", "[A-Z0-9]{5}|\\d{9}|\\d{12}"));

    public EuVatNumber {
        if (!isValid(country, number)) {
            throw new IllegalArgumentException("EU VAT number (expected: a country of VIES and its national shape)");
        }
    }

    /** Takes spaces, hyphens and dots; GR is written EL in VIES, an old Belgian number gets its leading zero. */
    public static Optional<EuVatNumber> parse(String text) {
        var plain = Digits.plain(text).replace(".", "");
        if (plain.length() < 4) {
            return Optional.empty();
        }
        var country = plain.startsWith("GR") ? "EL" : plain.substring(0, 2);
        var rest = plain.substring(2);
        var number = country.equals("BE") && rest.length() == 9 ? "0" + rest : rest;
        return isValid(country, number) ? Optional.of(new EuVatNumber(country, number)) : Optional.empty();
    }

    public static EuVatNumber of(Nip nip) {
        return new EuVatNumber("PL", nip.digits());
    }

    /** The NIP inside, when the number is Polish. */
    public Optional<Nip> nip() {
        return country.equals("PL") ? Nip.parse(number) : Optional.empty();
    }

    public String text() {
        return country + number;
    }

    private static boolean isValid(String country, String number) {
        var shape = SHAPES.get(country);
        return shape != null && shape.matcher(number).matches()
                && (!country.equals("PL") || Nip.parse(number).isPresent());
    }

    private static Map.Entry<String, Pattern> shape(String country, String pattern) {
        return Map.entry(country, Pattern.compile(pattern));
    }

    /** Masked: the number of a sole trader is personal data. */
    @Override
    public String toString() {
        return "VAT " + country + "***";
    }
}
