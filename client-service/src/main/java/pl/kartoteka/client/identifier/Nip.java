package pl.kartoteka.client.identifier;

import java.util.Optional;

import static pl.kartoteka.client.identifier.Checksum.digit;
import static pl.kartoteka.client.identifier.Checksum.isDigits;
import static pl.kartoteka.client.identifier.Checksum.weightedSum;

/** Polish tax number: ten digits, the last of which checks the others. */
public record Nip(String digits) {
    public Nip {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("NIP: expected ten digits with a valid checksum");
        }
    }

    public static Optional<Nip> parse(String written) {
        String digits = normalised(written);
        return isValid(digits) ? Optional.of(new Nip(digits)) : Optional.empty();
    }

    /** Without spaces, dashes and the PL prefix, in which NIPs are often written. */
    public static String normalised(String written) {
        String compact = Checksum.withoutSeparators(written);
        return compact.regionMatches(true, 0, "PL", 0, 2) ? compact.substring(2) : compact;
    }

    /** One digit ten times over can pass the checksum, but is nobody's number. */
    public static boolean isValid(String digits) {
        return isDigits(digits, 10)
                && digits.chars().distinct().count() > 1
                && weightedSum(digits, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit(digits, 9);
    }

    /** Masked: the NIP of a sole trader is personal data. */
    @Override
    public String toString() {
        return "NIP ***" + digits.substring(7);
    }
}
