package pl.kartoteka.client.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Street, house and unit that are written in one line: {@code Kolejowa 5}, {@code Kolejowa 5/4}, {@code Kolejowa 5b m. 4}, {@code 5 lok.4}.
 * What cannot be told apart stays with the street.
 */
record StreetLine(String street, String building, String unit) {
    private static final String UNIT = "(?:m|mieszk|mieszkanie|lok|lokal)";
    private static final Pattern LINE = Pattern.compile(
            // Rather none, as in villages, or the shortest street, so that what is left may hold a unit.
            "(?:(.*?\\S)[\\s,]+(?:nr\\.?\\s*)?)??"
                    + "(\\d+(?:\\s?\\p{L})?(?:-\\d+(?:\\s?\\p{L})?)?)"
                    + "(?:(?:\\s*/\\s*(?:" + UNIT + "\\b\\.?\\s*)?|[\\s,]*" + UNIT
                    + "\\.?\\s*)(\\p{L}?\\d+(?:\\s?\\p{L})?|\\p{L}))?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** Then the number after it is no house's. */
    private static final Pattern ENDS_IN_UNIT = Pattern.compile("(?:.*[\\s\\d/,])?" + UNIT + "\\.?",
            Pattern.CASE_INSENSITIVE);

    static StreetLine of(String written) {
        Matcher parts = LINE.matcher(written.strip());
        if (!parts.matches() || parts.group(1) != null && ENDS_IN_UNIT.matcher(parts.group(1)).matches()) {
            return new StreetLine(written.strip(), "", "");
        }
        return new StreetLine(text(parts.group(1)), text(parts.group(2)), text(parts.group(3)));
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }
}
