package pl.kartoteka.client.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import pl.kartoteka.client.selection.SearchTerms;
import pl.kartoteka.client.selection.SearchTerms.Term;

/** Terms as the full-text queries of PostgreSQL. */
final class WordQuery {
    private static final int SHORTEST_NUMBER = 7;
    private static final int SHORTEST_MISSPELT = 4;
    private static final int LONGEST_MISSPELT = 20;
    private static final int LONGEST_VAGUE = 2;
    private static final int PIECE = 8;
    /** The part of all clients from which on something is looked for in what rarer things find. */
    private static final double MANY = 0.01;
    /** The part of all clients from which on a page of them is found sooner one by one. */
    private static final double FOUND_SOON = 0.005;
    private static final String INDEXED = "client.search_text";
    private static final String UNINDEXED = "(client.search_text || '')";
    private static final Pattern ZEROS = Pattern.compile("0{1,5}");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";

    private WordQuery() {}

    /**
     * A condition on clients of whom every term begins a word.
     *
     * @param share what part of all clients has a word that begins so
     */
    static String beginnings(SearchTerms terms, ToDoubleFunction<String> share, Map<String, Object> parameters) {
        return ofReadings(terms, reading -> beginnings(reading, share, parameters));
    }

    private static String beginnings(List<Term> reading, ToDoubleFunction<String> share,
            Map<String, Object> parameters) {
        List<Term> indexed = indexed(reading, share, isOfMany(reading) ? List.of() : reading);
        Stream<String> words = indexed.isEmpty()
                ? Stream.empty()
                : Stream.of(matching(
                        indexed.stream().map(term -> query(term, WordQuery::beginning))
                                .collect(Collectors.joining(" & ")),
                        parameters));
        Stream<String> rest = reading.stream().filter(term -> !indexed.contains(term))
                .map(term -> like(term, UNINDEXED, WordQuery::beginningAnywhere, parameters));
        return Stream.concat(words, rest).collect(Collectors.joining(" and ", "(", ")"));
    }

    /** As {@link #beginnings}, for those who were found otherwise: asked of one after the other. */
    static String beginningsSeen(SearchTerms terms, Map<String, Object> parameters) {
        return ofReadings(terms, reading -> reading.stream()
                .map(term -> like(term, INDEXED, WordQuery::beginningAnywhere, parameters))
                .collect(Collectors.joining(" and ", "(", ")")));
    }

    private static String beginningAnywhere(String way) {
        return "% " + SearchTerms.literally(way) + "%";
    }

    /**
     * A condition on clients who contain every term, very short ones at the beginning of a word.
     *
     * @param share what part of all clients has a word with that in it
     */
    static String anywhere(SearchTerms terms, ToDoubleFunction<String> share, Map<String, Object> parameters) {
        return ofReadings(terms, reading -> {
            List<Term> indexed = indexed(reading, share, reading);
            Stream<String> pieces = indexed.stream()
                    .map(term -> like(term, INDEXED, way -> SearchTerms.anywhere(piece(way)), parameters));
            Stream<String> rest = reading.stream()
                    .filter(term -> !indexed.contains(term)
                            || term.ways().stream().anyMatch(way -> !piece(way).equals(way)))
                    .map(term -> like(term, UNINDEXED, SearchTerms::anywhere, parameters));
            return Stream.concat(pieces, rest).collect(Collectors.joining(" and ", "(", ")"));
        });
    }

    private static String ofReadings(SearchTerms terms, Function<List<Term>, String> condition) {
        return terms.readings().stream().map(condition).collect(Collectors.joining(" or ", "(", ")"));
    }

    /**
     * What many clients have is no use to an index: it is looked for in the clients that have the rest, or where there is nothing
     * else, in one client after the other until there are enough.
     *
     * @param otherwise where nothing is clear enough
     */
    private static List<Term> indexed(List<Term> reading, ToDoubleFunction<String> share, List<Term> otherwise) {
        List<Term> clear = reading.stream().filter(term -> !isVague(term)).toList();
        if (clear.isEmpty()) {
            return otherwise;
        }
        if (reading.size() == 1 && share(clear.getFirst(), share) >= FOUND_SOON) {
            return List.of();
        }
        List<Term> rare = clear.stream().filter(term -> share(term, share) < MANY).toList();
        return rare.isEmpty() ? clear : rare;
    }

    private static double share(Term term, ToDoubleFunction<String> share) {
        return term.ways().stream().mapToDouble(share).max().orElse(0);
    }

    /**
     * Of an address, what stands before its sign: few have that, and an index has a look less for each letter left out. Where next
     * to nothing stands there, the whole.
     */
    private static String piece(String way) {
        int at = way.indexOf('@');
        return at < LONGEST_VAGUE ? way : way.substring(Math.max(0, at - PIECE), at + 1);
    }

    private static String like(
            Term term, String text, Function<String, String> pattern, Map<String, Object> parameters) {
        return term.ways().stream()
                .map(way -> text + " like " + bound(pattern.apply(way), parameters))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    static String matching(String query, Map<String, Object> parameters) {
        return "search_words(client.search_text || ' ' || client.likeness) @@ cast(" + bound(query, parameters)
                + " as tsquery)";
    }

    private static String bound(String value, Map<String, Object> parameters) {
        String name = "word" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    private static boolean isVague(Term term) {
        return term.ways().stream().anyMatch(way -> way.length() <= LONGEST_VAGUE || ZEROS.matcher(way).matches());
    }

    /** A few digits, or single letters: of these, some also begin words that no search is for, those of near duplicates. */
    private static boolean isOfMany(List<Term> reading) {
        List<String> ways = reading.stream().flatMap(term -> term.ways().stream()).toList();
        return ways.stream().allMatch(way -> way.chars().allMatch(Character::isDigit))
                || ways.stream().anyMatch(way -> way.length() == 1);
    }

    /** Whether a term can be anywhere but at the beginning of a word. */
    static boolean canBeInside(SearchTerms terms) {
        return terms.readings().stream().flatMap(List::stream).flatMap(term -> term.ways().stream())
                .anyMatch(way -> way.length() > LONGEST_VAGUE);
    }

    /** A whole number or address, where the query is nothing else. */
    static Optional<String> identifier(SearchTerms terms) {
        if (terms.readings().size() != 1 || terms.readings().getFirst().size() != 1) {
            return Optional.empty();
        }
        String one = terms.readings().getFirst().getFirst().ways().getFirst();
        boolean identifies = one.contains("@")
                || one.length() >= SHORTEST_NUMBER && one.chars().anyMatch(Character::isDigit);
        return identifies ? Optional.of(quoted(one)) : Optional.empty();
    }

    /** The words that the terms may have been meant to be: one letter wrong, missing, too much, or two of them swapped. */
    static Set<String> meant(SearchTerms terms) {
        return terms.readings().stream().flatMap(List::stream).flatMap(term -> term.ways().stream())
                .filter(WordQuery::canBeMisspelt).flatMap(word -> variants(word).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A condition on clients of whom every term begins a word or is meant to be one of those in use. */
    static String misspelt(
            SearchTerms terms, Set<String> inUse, ToDoubleFunction<String> share, Map<String, Object> parameters) {
        List<Term> first = terms.readings().getFirst();
        if (terms.readings().size() == 1 && first.size() == 1
                && inUse.stream().mapToDouble(share).sum() >= FOUND_SOON) {
            return Stream.concat(first.getFirst().ways().stream().map(WordQuery::beginningAnywhere),
                    inUse.stream().map(word -> "% " + SearchTerms.literally(word) + " %"))
                    .map(pattern -> UNINDEXED + " like " + bound(pattern, parameters))
                    .collect(Collectors.joining(" or ", "(", ")"));
        }
        return matching(terms.readings().stream()
                .map(reading -> reading.stream().map(term -> query(term, way -> misspelt(way, inUse)))
                        .collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" | ")), parameters);
    }

    private static String query(Term term, Function<String, String> way) {
        return term.ways().stream().map(way).collect(Collectors.joining(" | ", "(", ")"));
    }

    private static String beginning(String word) {
        return quoted(word) + ":*";
    }

    private static String misspelt(String word, Set<String> inUse) {
        Stream<String> meant = canBeMisspelt(word) ? variants(word).stream().filter(inUse::contains) : Stream.empty();
        return Stream.concat(Stream.of(beginning(word)), meant.map(WordQuery::quoted))
                .collect(Collectors.joining(" | "));
    }

    private static boolean canBeMisspelt(String word) {
        return word.length() >= SHORTEST_MISSPELT && word.length() <= LONGEST_MISSPELT && !word.contains("@");
    }

    static Set<String> variants(String word) {
        Set<String> variants = new LinkedHashSet<>();
        String alphabet = word.chars().allMatch(Character::isDigit) ? DIGITS : LETTERS;
        for (int i = 0; i <= word.length(); i++) {
            String before = word.substring(0, i);
            String after = word.substring(i);
            for (char letter : alphabet.toCharArray()) {
                variants.add(before + letter + after);
                if (!after.isEmpty()) {
                    variants.add(before + letter + after.substring(1));
                }
            }
            if (!after.isEmpty()) {
                variants.add(before + after.substring(1));
            }
            if (after.length() > 1) {
                variants.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
            }
        }
        variants.remove(word);
        return variants;
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
