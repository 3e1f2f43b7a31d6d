package pl.kartoteka.client.identifier;

/** Number in the National Court Register: ten digits with leading zeros, and no checksum. */
public final class KrsNumber {
    private KrsNumber() {}

    public static String normalised(String written) {
        return Checksum.withoutSeparators(written);
    }

    public static boolean isValid(String digits) {
        return Checksum.isDigits(digits, 10) && !digits.equals("0000000000");
    }
}
