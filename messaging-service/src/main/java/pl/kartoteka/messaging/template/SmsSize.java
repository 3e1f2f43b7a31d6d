package pl.kartoteka.messaging.template;

import java.util.stream.IntStream;

/**
 * How long an SMS is and how many parts it takes (3GPP TS 23.038). One character outside the GSM alphabet, as every Polish
 * diacritic is, makes all of it UCS-2.
 *
 * @param length in septets or UTF-16 units
 */
record SmsSize(Encoding encoding, int length, int parts) {
    public static final int MOST_PARTS = 10;

    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_EXTENDED = "^{}\\[]~|€\f";
    private static final int ESCAPED = 2;

    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int inParts;

        Encoding(int alone, int inParts) {
            this.alone = alone;
            this.inParts = inParts;
        }
    }

    public static SmsSize of(String text) {
        boolean gsm = text.chars().allMatch(character -> GSM.indexOf(character) >= 0 || isExtended(character));
        return gsm
                ? of(Encoding.GSM_7, text.chars().map(character -> isExtended(character) ? ESCAPED : 1).toArray())
                : of(Encoding.UCS_2, text.codePoints().map(Character::charCount).toArray());
    }

    private static SmsSize of(Encoding encoding, int[] widths) {
        int length = IntStream.of(widths).sum();
        return new SmsSize(encoding, length, length <= encoding.alone ? 1 : parts(encoding.inParts, widths));
    }

    /** Neither an escape sequence nor a surrogate pair is split between two parts. */
    private static int parts(int room, int[] widths) {
        int parts = 1;
        int used = 0;
        for (int width : widths) {
            if (used + width > room) {
                parts++;
                used = 0;
            }
            used += width;
        }
        return parts;
    }

    private static boolean isExtended(int character) {
        return GSM_EXTENDED.indexOf(character) >= 0;
    }
}
