package pl.kartoteka.sandbox.sms;

import java.util.function.ToIntFunction;

/** How many SMS a text takes: 160 septets or 70 UTF-16 units alone, 153 or 67 as one of several. */
record SmsParts(String encoding, int length, int parts) {

    static final String GSM_7 = "GSM-7";
    static final String UCS_2 = "UCS-2";

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQ"
            + "RSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "^{}\\[]~|€\f";

    static SmsParts of(String text) {
        return isGsm(text) ? gsm(text) : ucs(text);
    }

    static boolean isGsm(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
    }

    private static SmsParts gsm(String text) {
        var septets = text.chars().map(SmsParts::septets).sum();
        if (septets <= 160) {
            return new SmsParts(GSM_7, septets, 1);
        }
        return new SmsParts(GSM_7, septets, fill(text, 153, character -> septets(character.charAt(0))));
    }

    private static SmsParts ucs(String text) {
        var units = text.length();
        if (units <= 70) {
            return new SmsParts(UCS_2, units, 1);
        }
        return new SmsParts(UCS_2, units, fill(text, 67, String::length));
    }

    /** A character of two units is never split between parts, so a part may end with one unit unused. */
    private static int fill(String text, int room, ToIntFunction<String> weight) {
        var parts = 1;
        var used = 0;
        for (var i = 0; i < text.length();) {
            var width = Character.charCount(text.codePointAt(i));
            var needed = weight.applyAsInt(text.substring(i, i + width));
            if (used + needed > room) {
                parts++;
                used = 0;
            }
            used += needed;
            i += width;
        }
        return parts;
    }

    private static int septets(int character) {
        return EXTENDED.indexOf(character) >= 0 ? 2 : 1;
    }
}
