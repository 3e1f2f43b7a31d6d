package pl.kartoteka.client.identifier;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/** A telephone number, kept as E.164; one without a country prefix is Polish. */
public final class PhoneNumber {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumber() {}

    /** In E.164 when it is a number, else as written. */
    public static String normalised(String written) {
        try {
            return NUMBERS.format(NUMBERS.parse(written.strip(), "PL"), PhoneNumberFormat.E164);
        } catch (NumberParseException _) {
            return written.strip();
        }
    }

    public static boolean isValid(String number) {
        if (!number.startsWith("+")) {
            return false;
        }
        try {
            return NUMBERS.isValidNumber(NUMBERS.parse(number, "PL"));
        } catch (NumberParseException _) {
            return false;
        }
    }
}
