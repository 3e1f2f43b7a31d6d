package pl.kartoteka.criteria;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field that criteria may name.
 *
 * @param name as written in criteria
 * @param key the fact it looks at, see {@link Facts}
 * @param allowed the only values it can have, folded; empty when any text goes
 */
public record Field(String name, String key, FieldType type, Spelling spelling, Set<String> allowed) {
    private static final String TEXTS = "#texts";

    public static Field of(String name, FieldType type) {
        return new Field(name, name, type, Spelling.WORDS, Set.of());
    }

    /** A number or another code, in text or in a set of them: separators do not matter. */
    public static Field code(String name, FieldType type) {
        return new Field(name, name, type, Spelling.CODE, Set.of());
    }

    /** One text of a few. */
    public static Field choice(String name, String... values) {
        return new Field(name, name, FieldType.TEXT, Spelling.WORDS, folded(values));
    }

    static Field custom(String name) {
        return of(name, FieldType.CUSTOM);
    }

    static Set<String> folded(String... values) {
        return Stream.of(values).map(Spelling.WORDS::fold).collect(Collectors.toUnmodifiableSet());
    }

    /** The fact by which a condition on days sees an instant. */
    static String dayOf(String key) {
        return key + "#day";
    }

    /** The fact that a custom field has a value of that type, or with {@link FieldType#CUSTOM} any value. */
    static String customKey(String key, FieldType type) {
        return key + "#" + switch (type) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case FLAG -> "flag";
            case DAY, MOMENT -> "day";
            case SET -> "set";
            case CUSTOM, SEGMENT -> "set?";
        };
    }

    /** This custom field, seen as the texts in it: the one it holds, or each of a list. */
    Field asTexts() {
        return new Field(name, key + TEXTS, FieldType.SET, spelling, allowed);
    }

    /** Whether a key stands for the texts in a custom field. */
    static boolean isOfTexts(String key) {
        return key.endsWith(TEXTS);
    }

    /** Where the texts in a custom field are: in the list that it holds, or in the one text. */
    static List<String> factsOfTexts(String key) {
        String custom = key.substring(0, key.length() - TEXTS.length());
        return List.of(customKey(custom, FieldType.SET), customKey(custom, FieldType.TEXT));
    }

    /** This custom field, seen as holding that kind of fact. */
    Field as(FieldType concrete) {
        return new Field(name, customKey(key, concrete), concrete, spelling, allowed);
    }
}
