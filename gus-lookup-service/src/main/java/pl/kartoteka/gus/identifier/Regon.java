package pl.kartoteka.gus.identifier;

import java.util.Optional;

/** A statistical id: nine digits of an entity, or fourteen of its local unit, which begin with the entity's nine. */
public record Regon(String digits) {
    private static final int[] WEIGHTS_9 = {8, 9, 2, 3, 4, 5, 6, 7};
    private static final int[] WEIGHTS_14 = {2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8};

    public Regon {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("REGON (expected: 9 or 14 digits with a valid checksum)");
        }
    }

    public static Optional<Regon> parse(String text) {
        var digits = Digits.plain(text);
        return isValid(digits) ? Optional.of(new Regon(digits)) : Optional.empty();
    }

    /** The nine digits of the entity itself. */
    public String entity() {
        return digits.substring(0, 9);
    }

    private static boolean isValid(String digits) {
        if (Digits.only(digits, 14)) {
            return isValid(digits.substring(0, 9))
                    && Digits.weighted(digits, WEIGHTS_14) % 11 % 10 == Digits.at(digits, 13);
        }
        return Digits.only(digits, 9) && !Digits.repeated(digits)
                && Digits.weighted(digits, WEIGHTS_9) % 11 % 10 == Digits.at(digits, 8);
    }

    /** Masked: the number of a sole trader is personal data. */
    @Override
    public String toString() {
        return "REGON ***" + digits.substring(6);
    }
}
