package pl.kartoteka.gus.identifier;

import java.util.Locale;

/** Arithmetic on numbers written as text. */
final class Digits {
    private Digits() {}

    static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0-]", "").toUpperCase(Locale.ROOT);
    }

    static boolean only(String text, int length) {
        return text.length() == length && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static boolean repeated(String digits) {
        return digits.chars().distinct().count() == 1;
    }

    static int at(String digits, int index) {
        return digits.charAt(index) - '0';
    }

    static int weighted(String digits, int[] weights) {
        var sum = 0;
        for (var i = 0; i < weights.length; i++) {
            sum += weights[i] * at(digits, i);
        }
        return sum;
    }
}
