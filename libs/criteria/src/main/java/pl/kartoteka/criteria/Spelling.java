package pl.kartoteka.criteria;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What two spellings of one text have in common; both meanings of a rule compare only that. */
public enum Spelling {
    /** Lower case, composed letters, one space where there was any white space or control character. */
    WORDS,
    /** As {@link #WORDS}, without spaces, hyphens and brackets: "774-000-14-54" is "7740001454". */
    CODE;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cs}]+");
    private static final Pattern SEPARATORS = Pattern.compile("[ \\-\\u2010-\\u2015()]+");

    public String fold(String text) {
        String lower = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        String words = BLANKS.matcher(lower).replaceAll(" ").strip();
        return this == CODE ? SEPARATORS.matcher(words).replaceAll("") : words;
    }
}
