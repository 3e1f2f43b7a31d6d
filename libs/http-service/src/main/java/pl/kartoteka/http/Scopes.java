package pl.kartoteka.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which path needs which scope, said once per service. The first rule that matches decides; what no rule names is not served.
 */
public final class Scopes {
    private final List<Rule> rules = new ArrayList<>();

    private Scopes() {}

    public static Scopes rules() {
        return new Scopes();
    }

    /** For everybody, without a token. */
    public Scopes open(HttpMethod method, String... patterns) {
        return add(new Access.Open(), method, patterns);
    }

    /** For everybody who is signed in. */
    public Scopes authenticated(HttpMethod method, String... patterns) {
        return add(new Access.SignedIn(), method, patterns);
    }

    /** For a token with this scope. */
    public Scopes scope(String scope, HttpMethod method, String... patterns) {
        return add(new Access.WithScope(scope), method, patterns);
    }

    /** What a call needs. {@code HEAD} needs what {@code GET} needs. */
    public Access access(HttpMethod method, String path) {
        return access(method, PathContainer.parsePath(path));
    }

    Access access(HttpMethod requested, PathContainer path) {
        HttpMethod method = requested.equals(HttpMethod.HEAD) ? HttpMethod.GET : requested;
        Set<HttpMethod> others = new LinkedHashSet<>();
        for (Rule rule : rules) {
            if (rule.pattern().matches(path)) {
                if (rule.method().equals(method)) {
                    return rule.access();
                }
                others.add(rule.method());
            }
        }
        return others.isEmpty() ? new Access.Unknown() : new Access.OtherMethods(others);
    }

    private Scopes add(Access access, HttpMethod method, String... patterns) {
        for (String pattern : patterns) {
            rules.add(new Rule(method, PathPatternParser.defaultInstance.parse(pattern), access));
        }
        return this;
    }

    private record Rule(HttpMethod method, PathPattern pattern, Access access) {}

    /** What a call needs. */
    public sealed interface Access {
        record Open() implements Access {}

        record SignedIn() implements Access {}

        record WithScope(String scope) implements Access {}

        record OtherMethods(Set<HttpMethod> allowed) implements Access {}

        record Unknown() implements Access {}
    }
}
