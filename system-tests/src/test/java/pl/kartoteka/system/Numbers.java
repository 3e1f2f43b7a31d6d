package pl.kartoteka.system;

import java.util.concurrent.atomic.AtomicInteger;

/** Synthetic NIPs with valid checksums, each once. */
final class Numbers {
    private static final int[] WEIGHTS = {6, 5, 7, 2, 3, 4, 5, 6, 7};
    private static final AtomicInteger NEXT = new AtomicInteger(525_100_000);

    private Numbers() {}

    static String nip() {
        while (true) {
            var digits = Integer.toString(NEXT.incrementAndGet());
            var sum = 0;
            for (var i = 0; i < WEIGHTS.length; i++) {
                sum += WEIGHTS[i] * (digits.charAt(i) - '0');
            }
            // A remainder of ten has no check digit.
            if (sum % 11 != 10) {
                return digits + sum % 11;
            }
        }
    }
}
