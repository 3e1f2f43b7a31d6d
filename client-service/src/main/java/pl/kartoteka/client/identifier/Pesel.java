package pl.kartoteka.client.identifier;

import java.time.DateTimeException;
import java.time.LocalDate;

import static pl.kartoteka.client.identifier.Checksum.digit;
import static pl.kartoteka.client.identifier.Checksum.isDigits;
import static pl.kartoteka.client.identifier.Checksum.weightedSum;

/** Personal number: date of birth, four more digits and a check digit. Personal data wherever it stands. */
public final class Pesel {
    /** What a caller sees who may not see the number: that there is one. */
    public static final String MASK = "***********";

    private static final int[] CENTURIES = {1900, 2000, 2100, 2200, 1800};

    private Pesel() {}

    public static String normalised(String written) {
        return Checksum.withoutSeparators(written);
    }

    public static boolean isValid(String digits) {
        return isDigits(digits, 11)
                && (10 - weightedSum(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10 == digit(digits, 10)
                && beginsWithDate(digits);
    }

    /** The century is in the month: 01–12 stand for the 1900s, 21–32 for the 2000s and so on; 81–92 for the 1800s. */
    private static boolean beginsWithDate(String digits) {
        int month = Integer.parseInt(digits.substring(2, 4));
        int year = CENTURIES[month / 20] + Integer.parseInt(digits.substring(0, 2));
        try {
            return LocalDate.of(year, month % 20, Integer.parseInt(digits.substring(4, 6))) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
