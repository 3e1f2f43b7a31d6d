package pl.kartoteka.client.identifier;

import static pl.kartoteka.client.identifier.Checksum.digit;
import static pl.kartoteka.client.identifier.Checksum.isDigits;
import static pl.kartoteka.client.identifier.Checksum.weightedSum;

/** Statistical number: nine digits of an entity, or fourteen of its local unit, which begin with the entity's nine. */
public final class Regon {
    private Regon() {}

    public static String normalised(String written) {
        return Checksum.withoutSeparators(written);
    }

    public static boolean isValid(String digits) {
        return isEntity(digits) || isLocalUnit(digits);
    }

    private static boolean isEntity(String digits) {
        return isDigits(digits, 9) && weightedSum(digits, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == digit(digits, 8)
                && digits.chars().distinct().count() > 1;
    }

    private static boolean isLocalUnit(String digits) {
        return isDigits(digits, 14)
                && isEntity(digits.substring(0, 9))
                && weightedSum(digits, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8) % 11 % 10 == digit(digits, 13);
    }
}
