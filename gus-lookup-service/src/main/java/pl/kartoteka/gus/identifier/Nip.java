package pl.kartoteka.gus.identifier;

import java.util.Optional;

/** A Polish tax id of ten digits. */
public record Nip(String digits) {
    private static final int[] WEIGHTS = {6, 5, 7, 2, 3, 4, 5, 6, 7};

    public Nip {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("NIP (expected: ten digits with a valid checksum)");
        }
    }

    /** Takes spaces, hyphens and the prefix PL as people write them. */
    public static Optional<Nip> parse(String text) {
        var plain = Digits.plain(text);
        var digits = plain.startsWith("PL") ? plain.substring(2) : plain;
        return isValid(digits) ? Optional.of(new Nip(digits)) : Optional.empty();
    }

    private static boolean isValid(String digits) {
        return Digits.only(digits, 10) && !Digits.repeated(digits)
                && Digits.weighted(digits, WEIGHTS) % 11 == Digits.at(digits, 9);
    }

    /** Masked: the number of a sole trader is personal data. */
    @Override
    public String toString() {
        return "NIP ***" + digits.substring(7);
    }
}
