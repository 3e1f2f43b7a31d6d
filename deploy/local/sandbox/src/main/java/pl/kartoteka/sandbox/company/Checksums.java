package pl.kartoteka.sandbox.company;

import java.math.BigInteger;

/** The checksums of Polish identifiers, as the registers apply them to what they are asked. */
public final class Checksums {

    private static final int[] NIP = {6, 5, 7, 2, 3, 4, 5, 6, 7};
    private static final int[] REGON_9 = {8, 9, 2, 3, 4, 5, 6, 7};
    private static final int[] REGON_14 = {2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8};
    private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);

    private Checksums() {}

    public static boolean isNip(String digits) {
        return digits.matches("\\d{10}") && sum(digits, NIP) % 11 == digits.charAt(9) - '0';
    }

    public static boolean isRegon(String digits) {
        return switch (digits.length()) {
            case 9 -> digits.matches("\\d{9}") && sum(digits, REGON_9) % 11 % 10 == digits.charAt(8) - '0';
            case 14 -> digits.matches("\\d{14}") && isRegon(digits.substring(0, 9))
                    && sum(digits, REGON_14) % 11 % 10 == digits.charAt(13) - '0';
            default -> false;
        };
    }

    /** A Polish account number without "PL" (ISO 7064 mod 97-10). */
    public static boolean isAccount(String digits) {
        return digits.matches("\\d{26}")
                && new BigInteger(digits.substring(2) + "2521" + digits.substring(0, 2)).mod(IBAN_MODULUS)
                        .intValue() == 1;
    }

    private static int sum(String digits, int[] weights) {
        var sum = 0;
        for (var i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return sum;
    }
}
