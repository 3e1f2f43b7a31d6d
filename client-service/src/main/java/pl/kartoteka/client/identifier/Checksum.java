package pl.kartoteka.client.identifier;

import java.util.regex.Pattern;

final class Checksum {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\-\\u2010-\\u2013]+");

    private Checksum() {}

    static boolean isDigits(String text, int length) {
        return text.length() == length && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The sum of each digit times its weight; digits beyond the weights do not count. */
    static int weightedSum(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return sum;
    }

    static int digit(String digits, int index) {
        return digits.charAt(index) - '0';
    }

    static String withoutSeparators(String written) {
        return SEPARATORS.matcher(written.strip()).replaceAll("");
    }
}
