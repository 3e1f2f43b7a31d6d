package pl.kartoteka.documents;

/**
 * A spreadsheet takes a text of a CSV file that begins like a formula for one and runs it. As OWASP advises, such a text gets an
 * apostrophe in front, which a spreadsheet does not show.
 */
public final class FormulaGuard {
    private static final String BEGINNINGS = "=+-@\t\r";

    private FormulaGuard() {}

    /** The text, harmless. */
    public static String guarded(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** The text as it was before it was guarded. */
    public static String lifted(String text) {
        return text.startsWith("'") && isFormula(text) ? text.substring(1) : text;
    }

    /** Also one that is guarded already, so that what was guarded comes back as it was. */
    private static boolean isFormula(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && BEGINNINGS.indexOf(text.charAt(first)) >= 0;
    }
}
