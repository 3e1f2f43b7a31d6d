package pl.kartoteka.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which handler answers which method and path; {@code {name}} stands for one segment of a path. */
public final class Routes {

    private record Route(String method, List<String> pattern, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    public Routes on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, segments(pattern), handler));
        return this;
    }

    Reply answer(Request request) throws Exception {
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var variables = match(route.pattern(), segments(request.path()));
            if (variables.isPresent()) {
                if (route.method().equals(request.method())) {
                    return route.handler().handle(request.with(variables.get()));
                }
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty()
                ? Problems.notFound(request)
                : Problems.methodNotAllowed(request, String.join(", ", allowed));
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (var i = 0; i < pattern.size(); i++) {
            var expected = pattern.get(i);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
