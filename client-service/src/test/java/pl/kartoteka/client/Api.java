package pl.kartoteka.client;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a caller with every scope it has sees it, and answers as status, headers and JSON. */
public final class Api {
    public static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String[] ALL = {"clients:read", "clients:write", "dictionaries:write", "documents:write"};

    private final WebTestClient web;
    private final String token;

    private Api(WebTestClient web, String token) {
        // Five hundred clients are more than the quarter of a megabyte a test client reads by itself.
        this.web = web.mutate().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(10_000_000)).build();
        this.token = token;
    }

    public static Api of(WebTestClient web) {
        return new Api(web, TestIssuer.token("sales", ALL));
    }

    public static Api of(WebTestClient web, String subject, String... scopes) {
        return new Api(web, TestIssuer.token(subject, scopes));
    }

    public record Answer(int status, HttpHeaders headers, JsonNode body) {
        public String etag() {
            return String.valueOf(headers.getETag());
        }

        public String id() {
            return body.path("id").asString();
        }
    }

    public Answer post(String path, Object body) {
        return send(HttpMethod.POST, path, body, _ -> {});
    }

    public Answer post(String path, Object body, Consumer<HttpHeaders> headers) {
        return send(HttpMethod.POST, path, body, headers);
    }

    public Answer get(String path, Object... variables) {
        return answer(web.get().uri(path, variables).headers(this::signIn));
    }

    public Answer patch(String path, @Nullable String etag, Object body) {
        return send(HttpMethod.PATCH, path, body, headers -> {
            headers.setContentType(MediaType.valueOf(MERGE_PATCH));
            ifMatch(headers, etag);
        });
    }

    public Answer put(String path, @Nullable String etag, Object body) {
        return send(HttpMethod.PUT, path, body, headers -> ifMatch(headers, etag));
    }

    public Answer delete(String path, @Nullable String etag) {
        return answer(web.delete().uri(path).headers(this::signIn).headers(headers -> ifMatch(headers, etag)));
    }

    public Answer send(HttpMethod method, String path, Object body, Consumer<HttpHeaders> headers) {
        return answer(web.method(method).uri(path)
                .headers(this::signIn)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers)
                .bodyValue(body instanceof String text ? text : body.toString()));
    }

    private void signIn(HttpHeaders headers) {
        headers.setBearerAuth(token);
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, "en");
    }

    private static void ifMatch(HttpHeaders headers, @Nullable String etag) {
        if (etag != null) {
            headers.set(HttpHeaders.IF_MATCH, etag);
        }
    }

    private static Answer answer(WebTestClient.RequestHeadersSpec<?> request) {
        var result = request.exchange().expectBody(byte[].class).returnResult();
        byte[] body = result.getResponseBody();
        JsonNode json = body == null || body.length == 0
                ? JsonMapper.shared().nullNode()
                : JsonMapper.shared().readTree(body);
        return new Answer(result.getStatus().value(), result.getResponseHeaders(), json);
    }
}
