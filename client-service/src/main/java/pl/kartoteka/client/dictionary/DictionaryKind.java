package pl.kartoteka.client.dictionary;

import java.util.Arrays;

/** The dictionaries there are. */
public enum DictionaryKind {
    GROUP("client-groups"),
    TRAIT("traits"),
    /** Traits that are assigned together. */
    TRAIT_GROUP("trait-groups"),
    SOURCE("client-sources"),
    INDUSTRY("industries"),
    FLAG("flags");

    private final String path;

    DictionaryKind(String path) {
        this.path = path;
    }

    /** Its resource under {@code /api/v1}. */
    public String path() {
        return path;
    }

    public static DictionaryKind at(String path) {
        return Arrays.stream(values())
                .filter(dictionary -> dictionary.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("dictionary: no such path"));
    }
}
