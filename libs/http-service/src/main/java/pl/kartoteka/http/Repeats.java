package pl.kartoteka.http;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Where a request with an {@code Idempotency-Key} is not treated as usual, said once per service as a bean. The first rule that
 * matches decides.
 */
public final class Repeats {
    /** As much as the gateway lets through. */
    private static final DataSize USUAL_FILE = DataSize.ofMegabytes(10);

    private final List<Rule> rules = new ArrayList<>();

    private Repeats() {}

    public static Repeats rules() {
        return new Repeats();
    }

    /**
     * These have no effect to repeat: the key is passed over, no transaction is open while they are answered, and nothing of the
     * answer is kept, however large it is.
     */
    public Repeats harmless(HttpMethod method, String... patterns) {
        return add(method, null, patterns);
    }

    /** These bring a file of up to that size. */
    public Repeats file(DataSize largest, HttpMethod method, String... patterns) {
        return add(method, largest, patterns);
    }

    boolean areHarmless(HttpMethod method, PathContainer path) {
        Rule rule = rule(method, path);
        return rule != null && rule.largestFile() == null;
    }

    DataSize largestFile(HttpMethod method, PathContainer path) {
        Rule rule = rule(method, path);
        return rule == null || rule.largestFile() == null ? USUAL_FILE : rule.largestFile();
    }

    private @Nullable Rule rule(HttpMethod method, PathContainer path) {
        for (Rule rule : rules) {
            if (rule.method().equals(method) && rule.pattern().matches(path)) {
                return rule;
            }
        }
        return null;
    }

    private Repeats add(HttpMethod method, @Nullable DataSize largestFile, String... patterns) {
        for (String pattern : patterns) {
            rules.add(new Rule(method, PathPatternParser.defaultInstance.parse(pattern), largestFile));
        }
        return this;
    }

    private record Rule(HttpMethod method, PathPattern pattern, @Nullable DataSize largestFile) {}
}
