package pl.kartoteka.client.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.InvalidInput;

/**
 * What a client must contain to be found: every term, in any of the ways it may be written.
 *
 * @param terms of each term the alternatives
 */
record SearchTerms(List<List<String>> terms) {
    private static final int LONGEST_QUERY = 200;
    private static final int MOST_TERMS = 10;
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final Pattern NUMBER = Pattern.compile("(?:PL)?[\\d\\s()./+-]*\\d[\\d\\s()./+-]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_DIGITS = Pattern.compile("\\D+");

    static SearchTerms parse(@Nullable String query) {
        String text = query == null ? "" : SPACES.matcher(query).replaceAll(" ").strip();
        if (text.isEmpty()) {
            return new SearchTerms(List.of());
        }
        if (text.length() > LONGEST_QUERY) {
            throw new InvalidInput("q", "query.too-long");
        }
        // A number is one term however it is spaced: 774-000-14-54, PL 774 000 14 54, 500 100 200.
        if (NUMBER.matcher(text).matches()) {
            return new SearchTerms(List.of(waysToWrite(text)));
        }
        List<String> words = Arrays.stream(text.split(" ")).distinct().toList();
        if (words.size() > MOST_TERMS) {
            throw new InvalidInput("q", "query.too-long");
        }
        return new SearchTerms(words.stream().map(SearchTerms::waysToWrite).toList());
    }

    /** A condition on clients that contain every term; both sides of a comparison are folded by the same function. */
    String containing(Map<String, Object> parameters) {
        return terms.stream().map(ways -> containing(ways, parameters)).collect(Collectors.joining(" and "));
    }

    private static String containing(List<String> ways, Map<String, Object> parameters) {
        return ways.stream()
                .map(way -> {
                    String name = "term" + parameters.size();
                    parameters.put(name, way);
                    return "client.search_text like '%' || " + literally("folded(:" + name + ")") + " || '%'";
                })
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** What a LIKE pattern would take for more than itself, marked as itself; only once folded, for folding makes a % of a ％. */
    private static String literally(String folded) {
        return "regexp_replace(" + folded + ", '([\\\\%_])', '\\\\\\1', 'g')";
    }

    /** As given, and where it is a number also without what separates its digits. */
    private static List<String> waysToWrite(String term) {
        var ways = new ArrayList<String>();
        ways.add(term);
        if (NUMBER.matcher(term).matches()) {
            String digits = NOT_DIGITS.matcher(term).replaceAll("");
            if (!digits.equals(term)) {
                ways.add(digits);
            }
        }
        return List.copyOf(ways);
    }
}
