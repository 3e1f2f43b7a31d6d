package pl.kartoteka.client.dictionary;

import java.util.Arrays;

/** The dictionaries there are. */
public enum DictionaryKind {
    GROUP("client-groups"), TRAIT("traits"), SOURCE("client-sources"), INDUSTRY("industries");

    private final String path;

    DictionaryKind(String path) {
        this.path = path;
    }

    /** Its resource under {@code /api/v1}. */
    public String path() {
        return path;
    }

    static DictionaryKind at(String path) {
        return Arrays.stream(values())
                .filter(dictionary -> dictionary.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("dictionary: no such path"));
    }
}
