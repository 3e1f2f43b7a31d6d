package pl.kartoteka.test;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** One row of a service's table of scopes: with every other scope of the suite a call is refused, with its own it gets further. */
public final class ScopeCheck {
    /** Every scope of the suite. */
    public static final List<String> SCOPES = List.of(
            "clients:read", "clients:write", "clients:sensitive", "dictionaries:write", "consents:read",
            "consents:write", "privacy:manage", "segments:read", "segments:write", "lookups:read", "messages:read",
            "messages:send", "documents:write", "audit:read");

    private final WebTestClient web;

    public ScopeCheck(WebTestClient web) {
        this.web = web;
    }

    /** {@code {id}} in the path stands for an id nobody has. */
    public void needs(String method, String path, String scope) {
        String[] others = SCOPES.stream().filter(other -> !other.equals(scope)).toArray(String[]::new);

        assertThat(status(method, path, null)).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.expired("somebody", scope))).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.forged("somebody", scope))).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.token("somebody", others))).isEqualTo(403);
        assertThat(status(method, path, TestIssuer.token("somebody", scope))).isNotIn(401, 403, 500);
    }

    /** What a caller with every scope is answered. */
    public int statusWithEveryScope(String method, String path) {
        return status(method, path, TestIssuer.token("admin", SCOPES.toArray(String[]::new)));
    }

    private int status(String method, String path, @Nullable String token) {
        var request = web.method(HttpMethod.valueOf(method))
                .uri(path.replace("{id}", UUID.randomUUID().toString()))
                .header("If-Match", "\"1\"");
        if (token != null) {
            request.headers(headers -> headers.setBearerAuth(token));
        }
        if (!method.equals("GET") && !method.equals("DELETE")) {
            request.contentType(method.equals("PATCH")
                    ? MediaType.valueOf("application/merge-patch+json")
                    : MediaType.APPLICATION_JSON)
                    .bodyValue("{}");
        }
        return request.exchange().returnResult(Void.class).getStatus().value();
    }
}
