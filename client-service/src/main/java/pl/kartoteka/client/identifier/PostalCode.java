package pl.kartoteka.client.identifier;

import java.util.Locale;
import java.util.regex.Pattern;

/** A postal code: two digits, a dash and three digits in Poland; of other countries only its characters are known. */
public final class PostalCode {
    private static final Pattern POLISH = Pattern.compile("\\d{2}-\\d{3}");
    private static final Pattern POLISH_WITHOUT_DASH = Pattern.compile("\\d{5}");
    private static final Pattern FOREIGN = Pattern.compile("[A-Z0-9][A-Z0-9 -]{1,11}");

    private PostalCode() {}

    public static String normalised(String written, String country) {
        String code = written.strip().toUpperCase(Locale.ROOT);
        return country.equals("PL") && POLISH_WITHOUT_DASH.matcher(code).matches()
                ? code.substring(0, 2) + "-" + code.substring(2)
                : code;
    }

    public static boolean isValid(String code, String country) {
        return (country.equals("PL") ? POLISH : FOREIGN).matcher(code).matches();
    }
}
