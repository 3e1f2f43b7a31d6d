package pl.kartoteka.segment.criteria;

import java.util.Set;

/**
 * A field that criteria may name.
 *
 * @param name as written in criteria
 * @param key the fact it looks at, see {@link Facts}
 * @param allowed the only values it can have, folded; empty when any text goes
 */
record Field(String name, String key, FieldType type, Spelling spelling, Set<String> allowed) {

    static Field of(String name, FieldType type) {
        return new Field(name, name, type, Spelling.WORDS, Set.of());
    }

    /** The fact by which a condition on days sees an instant. */
    public static String dayOf(String key) {
        return key + "#day";
    }

    /** The fact that a custom field has a value of that type, or with {@link FieldType#CUSTOM} any value. */
    public static String customKey(String key, FieldType type) {
        return key + "#" + switch (type) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case FLAG -> "flag";
            case DAY, MOMENT -> "day";
            case SET -> "set";
            case CUSTOM, SEGMENT -> "set?";
        };
    }

    /** This custom field, seen as holding that kind of fact. */
    Field as(FieldType concrete) {
        return new Field(name, customKey(key, concrete), concrete, spelling, allowed);
    }
}
