package pl.kartoteka.client.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.folding.Folding;
import pl.kartoteka.problem.InvalidInput;

/**
 * What a client must contain to be found: every term of one of the readings, each in one of the ways it may be written.
 * All of it is folded as the clients are.
 *
 * @param readings most queries have one; "24-7" can be a number and two words
 */
public record SearchTerms(List<List<Term>> readings) {
    private static final int LONGEST_QUERY = 200;
    private static final int MOST_TERMS = 10;
    /** A number that is at least so long is nothing but a number. */
    private static final int SURELY_NUMBER = 7;
    private static final int SHORTEST_PART = 3;
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");
    private static final Pattern NUMBER = Pattern.compile(
            "(?:PL)?[\\d\\s()./+-]*\\d[\\d\\s()./+-]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_DIGITS = Pattern.compile("\\D+");
    static final SearchTerms NONE = new SearchTerms(List.of());

    /** @param ways how it may be written, at least one */
    public record Term(List<String> ways) {
        static Term of(String... ways) {
            return new Term(Arrays.stream(ways).distinct().toList());
        }
    }

    /** The parts of a query that are folded each by itself; none for an empty query. */
    static List<String> parts(@Nullable String query) {
        String text = query == null ? "" : SPACES.matcher(query).replaceAll(" ").strip();
        if (text.length() > LONGEST_QUERY) {
            throw new InvalidInput("q", "query.too-long");
        }
        List<String> parts = text.isEmpty() ? List.of() : Arrays.stream(text.split(" ")).distinct().toList();
        if (parts.size() > MOST_TERMS && !NUMBER.matcher(text).matches()) {
            throw new InvalidInput("q", "query.too-long");
        }
        return parts;
    }

    static SearchTerms of(List<String> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        List<Term> words = parts.stream().flatMap(part -> terms(part).stream()).toList();
        String whole = String.join(" ", parts);
        // A number is one term however it is spaced: 774-000-14-54, PL 774 000 14 54, 500 100 200.
        if (!NUMBER.matcher(whole).matches()) {
            return words.isEmpty()
                    ? new SearchTerms(List.of(List.of(Term.of(whole))))
                    : new SearchTerms(List.of(words));
        }
        List<Term> number = List.of(Term.of(digits(whole)));
        return words.equals(number) || number.getFirst().ways().getFirst().length() >= SURELY_NUMBER
                ? new SearchTerms(List.of(number))
                : new SearchTerms(List.of(number, words));
    }

    public boolean isEmpty() {
        return readings.isEmpty();
    }

    /** A condition on the clients that contain them: longer ones anywhere, very short ones at the beginning of a word. */
    public String containing(Map<String, Object> parameters) {
        return readings.stream()
                .map(terms -> terms.stream().map(term -> containing(term, parameters))
                        .collect(Collectors.joining(" and ", "(", ")")))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String containing(Term term, Map<String, Object> parameters) {
        return term.ways().stream().map(way -> {
            String name = "term" + parameters.size();
            parameters.put(name, anywhere(way));
            return "client.search_text like :" + name;
        }).collect(Collectors.joining(" or ", "(", ")"));
    }

    /** The LIKE pattern of a text that contains it: very short ones at the beginning of a word. */
    public static String anywhere(String way) {
        return (way.length() < SHORTEST_PART ? "% " : "%") + literally(way) + "%";
    }

    /** What a LIKE pattern would take for more than itself, marked as itself. */
    public static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static List<Term> terms(String part) {
        String folded = Folding.folded(part);
        List<String> words = Arrays.stream(Folding.searchForm(part).strip().split(" +"))
                .filter(word -> !word.isEmpty()).toList();
        if (part.contains("@")) {
            return List.of(Term.of(folded));
        }
        if (NUMBER.matcher(part).matches() && digits(part).length() >= SURELY_NUMBER) {
            return List.of(Term.of(digits(part)));
        }
        // "klos.example" is part of an address as it stands, "P.H.U." is the word phu.
        return words.size() == 1 && part.contains(".")
                ? List.of(Term.of(words.getFirst(), folded))
                : words.stream().map(Term::of).toList();
    }

    /** As in the search text: without the zeros that stand for the plus before a country. */
    private static String digits(String number) {
        String digits = NOT_DIGITS.matcher(number).replaceAll("");
        return digits.startsWith("00") && digits.length() > SURELY_NUMBER ? digits.substring(2) : digits;
    }
}
