package pl.kartoteka.client.identifier;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** VAT number of a European Union trader: country prefix and a national part. Syntax only; whether it exists VIES says. */
public final class EuVatNumber {
    private static final Map<String, Pattern> NATIONAL_PARTS = Map.ofEntries(
            part("AT", "U\\d{8}"),
            part("BE", "[01]\\d{9}"),
            part("BG", "\\d{9,10}"),
            part("CY", "\\d{8}[A-Z]"),
            part("CZ", "\\d{8,10}"),
            part("DE", "[1-9]\\d{8}"),
            part("DK", "\\d{8}"),
            part("EE", "10\\d{7}"),
            part("EL", "\\d{9}"),
            part("ES", "(?!\\d{9})[A-Z0-9]\\d{7}[A-Z0-9]"),
            part("FI", "\\d{8}"),
            part("FR", "[0-9A-HJ-NP-Z]{2}\\d{9}"),
            part("HR", "\\d{11}"),
            part("HU", "\\d{8}"),
            part("IE", "\\d{7}[A-W][AH]?|[7-9][A-Z*+]\\d{5}[A-W]"),
            part("IT", "\\d{11}"),
            part("LT", "\\d{9}|\\d{12}"),
            part("LU", "\\d{8}"),
            part("LV", "\\d{11}"),
            part("MT", "[1-9]\\d{7}"),
            part("NL", "[A-Z0-9+*]{9}B\\d{2}"),
            part("PT", "\\d{9}"),
            part("RO", "[1-9]\\d{1,9}"),
            part("SE", "\\d{10}01"),
            part("SI", "[1-9]\\d{7}"),
            part("SK", "[1-9]\\d[2346-9]\\d{7}"),
            part("XI", "[A-Z0-9]{5}|\\d{9}|\\d{12}"));

    private EuVatNumber() {}

    public static String normalised(String written) {
        return Checksum.withoutSeparators(written).toUpperCase(Locale.ROOT);
    }

    /** Whether it begins as the numbers of a country of the Union do, Poland among them. */
    public static boolean isCountry(String number) {
        return number.startsWith("PL") || number.length() >= 2 && NATIONAL_PARTS.containsKey(number.substring(0, 2));
    }

    public static boolean isValid(String number) {
        if (number.length() < 4) {
            return false;
        }
        String national = number.substring(2);
        if (number.startsWith("PL")) {
            return Nip.isValid(national);
        }
        Pattern pattern = NATIONAL_PARTS.get(number.substring(0, 2));
        return pattern != null && pattern.matcher(national).matches();
    }

    private static Map.Entry<String, Pattern> part(String country, String pattern) {
        return Map.entry(country, Pattern.compile(pattern));
    }
}
