package pl.kartoteka.gus.whitelist;

import java.util.regex.Pattern;

/** The archive needs no PESEL of a representative: what is kept has it struck out before it is hashed. */
final class Redaction {
    private static final Pattern PESEL = Pattern.compile("(\"pesel\"\\s*:\\s*)(?:\"[^\"]*\"|\\d+)",
            Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static String withoutPesel(String raw) {
        return PESEL.matcher(raw).replaceAll("$1\"***\"");
    }
}
