package pl.kartoteka.gus.identifier;

import java.math.BigInteger;
import java.util.Optional;

/** A Polish bank account (NRB) of 26 digits, checked by ISO 7064 mod 97-10. */
public record AccountNumber(String digits) {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    private static final String PL_IN_DIGITS = "2521";

    public AccountNumber {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("account (expected: 26 digits with a valid checksum)");
        }
    }

    /** Takes spaces, hyphens and the prefix PL. */
    public static Optional<AccountNumber> parse(String text) {
        var plain = Digits.plain(text);
        var digits = plain.startsWith("PL") ? plain.substring(2) : plain;
        return isValid(digits) ? Optional.of(new AccountNumber(digits)) : Optional.empty();
    }

    private static boolean isValid(String digits) {
        return Digits.only(digits, 26)
                && !Digits.repeated(digits)
                && new BigInteger(digits.substring(2) + PL_IN_DIGITS + digits.substring(0, 2))
                        .mod(NINETY_SEVEN)
                        .equals(BigInteger.ONE);
    }

    /** Masked: an account is nobody's business in a log. */
    @Override
    public String toString() {
        return "NRB ***" + digits.substring(22);
    }
}
