package pl.kartoteka.documents;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several texts in one cell, separated by {@code ,}, {@code ;} or {@code |}. One that has such a character in it stands in quotes, and a quote
 * within quotes is doubled, as RFC 4180 has it of cells.
 */
public final class CellList {
    private static final String SEPARATORS = ",;|";
    private static final char QUOTE = '"';

    private CellList() {}

    /** Each once and none empty. What only begins with a quote is as it stands. */
    public static List<String> read(String cell) {
        var items = new LinkedHashSet<String>();
        int at = 0;
        while (at < cell.length()) {
            int start = beyondBlanks(cell, at);
            int closing = closingQuote(cell, start);
            int end = closing < 0 ? nextSeparator(cell, start) : beyondBlanks(cell, closing + 1);
            items.add(closing < 0
                    ? cell.substring(start, end).strip()
                    : cell.substring(start + 1, closing).replace("\"\"", "\""));
            at = end + 1;
        }
        items.remove("");
        return List.copyOf(items);
    }

    public static String write(Collection<String> items) {
        return items.stream().map(CellList::written).collect(Collectors.joining(", "));
    }

    private static String written(String item) {
        boolean plain = item.chars().noneMatch(CellList::isSeparator)
                && (item.isEmpty() || item.charAt(0) != QUOTE)
                && item.strip().length() == item.length();
        return plain ? item : QUOTE + item.replace("\"", "\"\"") + QUOTE;
    }

    /** The quote that ends what is quoted from the start on, where nothing but a separator follows it; else -1. */
    private static int closingQuote(String cell, int start) {
        if (start >= cell.length() || cell.charAt(start) != QUOTE) {
            return -1;
        }
        int at = cell.indexOf(QUOTE, start + 1);
        while (at >= 0 && at + 1 < cell.length() && cell.charAt(at + 1) == QUOTE) {
            at = cell.indexOf(QUOTE, at + 2);
        }
        int after = at < 0 ? -1 : beyondBlanks(cell, at + 1);
        return after == cell.length() || after > 0 && isSeparator(cell.charAt(after)) ? at : -1;
    }

    private static int nextSeparator(String cell, int from) {
        int at = from;
        while (at < cell.length() && !isSeparator(cell.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int beyondBlanks(String cell, int from) {
        int at = from;
        while (at < cell.length() && Character.isWhitespace(cell.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSeparator(int character) {
        return SEPARATORS.indexOf(character) >= 0;
    }
}
