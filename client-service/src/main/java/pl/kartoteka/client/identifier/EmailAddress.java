package pl.kartoteka.client.identifier;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address as mail servers take it; the domain is kept in its ASCII form, in lower case. */
public final class EmailAddress {
    private static final Pattern LOCAL_PART = Pattern
            .compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern
            .compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    private EmailAddress() {}

    public static String normalised(String written) {
        String address = written.strip();
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at + 1) + ascii(address.substring(at + 1));
    }

    public static boolean isValid(String address) {
        int at = address.lastIndexOf('@');
        return at > 0
                && at <= 64
                && address.length() <= 254
                && LOCAL_PART.matcher(address.substring(0, at)).matches()
                && DOMAIN.matcher(address.substring(at + 1)).matches();
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return domain;
        }
    }
}
