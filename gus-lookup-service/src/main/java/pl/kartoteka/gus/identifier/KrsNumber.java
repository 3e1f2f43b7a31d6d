package pl.kartoteka.gus.identifier;

import java.util.Optional;

/** A number of the National Court Register: ten digits, zero-padded, without a checksum. */
public record KrsNumber(String digits) {
    public KrsNumber {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("KRS number: '" + digits + "' (expected: ten digits, not all zero)");
        }
    }

    public static Optional<KrsNumber> parse(String text) {
        var digits = Digits.plain(text);
        return isValid(digits) ? Optional.of(new KrsNumber(digits)) : Optional.empty();
    }

    private static boolean isValid(String digits) {
        return Digits.only(digits, 10) && !Digits.repeated(digits);
    }
}
