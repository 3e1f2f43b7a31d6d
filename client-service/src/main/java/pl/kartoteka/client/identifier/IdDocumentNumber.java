package pl.kartoteka.client.identifier;

import java.util.Locale;
import java.util.regex.Pattern;

/** Number of an identity document: series and digits, in Poland with a check digit. Personal data wherever it stands. */
public final class IdDocumentNumber {
    /** What a caller sees who may not see the number: that there is one. */
    public static final String MASK = "*********";

    private static final Pattern PLAUSIBLE = Pattern.compile("[A-Z0-9/.]{3,30}");
    private static final Pattern ID_CARD = Pattern.compile("[A-Z]{3}\\d{6}");
    private static final Pattern PASSPORT = Pattern.compile("[A-Z]{2}\\d{7}");
    private static final int[] ID_CARD_WEIGHTS = {7, 3, 1, 9, 7, 3, 1, 7, 3};
    private static final int[] PASSPORT_WEIGHTS = {7, 3, 9, 1, 7, 3, 1, 7, 3};

    private IdDocumentNumber() {}

    public static String normalised(String written) {
        return Checksum.withoutSeparators(written).toUpperCase(Locale.ROOT);
    }

    public static boolean isPlausible(String number) {
        return PLAUSIBLE.matcher(number).matches();
    }

    public static boolean isPolishIdCard(String number) {
        return ID_CARD.matcher(number).matches() && checks(number, ID_CARD_WEIGHTS);
    }

    public static boolean isPolishPassport(String number) {
        return PASSPORT.matcher(number).matches() && checks(number, PASSPORT_WEIGHTS);
    }

    /** Letters count from ten on. */
    private static boolean checks(String number, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * Character.digit(number.charAt(i), 36);
        }
        return sum % 10 == 0;
    }
}
