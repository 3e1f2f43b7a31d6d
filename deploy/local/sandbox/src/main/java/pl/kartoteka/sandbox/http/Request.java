package pl.kartoteka.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request, read completely. Header names are in lower case. */
public record Request(String method, String path, String rawQuery, Map<String, String> variables,
        Map<String, String> headers, byte[] body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What one of the path's variables held; a route that asks for one it does not have is a mistake of ours. */
    public String variable(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("path variable: " + name + " (expected: one of " + variables.keySet()
                    + ")");
        }
        return value;
    }

    public Optional<String> query(String name) {
        return queries(name).stream().findFirst();
    }

    public List<String> queries(String name) {
        return fields(rawQuery, StandardCharsets.UTF_8).getOrDefault(name, List.of());
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The fields of a form, in the encoding that its sender names. */
    public Map<String, List<String>> form(Charset charset) {
        return fields(new String(body, StandardCharsets.ISO_8859_1), charset);
    }

    boolean prefersEnglish() {
        return header("accept-language").map(languages -> languages.toLowerCase(Locale.ROOT).startsWith("en"))
                .orElse(false);
    }

    Request with(Map<String, String> pathVariables) {
        return new Request(method, path, rawQuery, pathVariables, headers, body);
    }

    private static Map<String, List<String>> fields(String encoded, Charset charset) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var pair : encoded.split("&")) {
            if (!pair.isBlank()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.computeIfAbsent(URLDecoder.decode(name, charset), _ -> new ArrayList<>())
                        .add(URLDecoder.decode(value, charset));
            }
        }
        return fields;
    }
}
