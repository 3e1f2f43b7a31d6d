package pl.kartoteka.messaging;

import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Which call needs which scope: with every other scope of the suite it is refused, with its own it gets further. */
@ServiceTest
class ScopesIT {
    private static final String[] ALL = {
        "clients:read", "clients:write", "clients:sensitive", "dictionaries:write", "consents:read", "consents:write",
        "privacy:manage", "segments:read", "segments:write", "lookups:read", "messages:read", "messages:send",
        "documents:write", "audit:read"
    };

    @Autowired
    private WebTestClient web;

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/message-templates,              messages:read",
        "POST,   /api/v1/message-templates,              messages:send",
        "GET,    /api/v1/message-templates/{id},         messages:read",
        "PATCH,  /api/v1/message-templates/{id},         messages:send",
        "DELETE, /api/v1/message-templates/{id},         messages:send",
        "POST,   /api/v1/message-templates/{id}/preview, messages:read",
        "POST,   /api/v1/messages,                       messages:send",
        "GET,    /api/v1/messages/{id},                  messages:read",
        "GET,    /api/v1/clients/{id}/messages,          messages:read",
        "GET,    /api/v1/campaigns,                      messages:read",
        "POST,   /api/v1/campaigns,                      messages:send",
        "GET,    /api/v1/campaigns/{id},                 messages:read",
        "PATCH,  /api/v1/campaigns/{id},                 messages:send",
        "DELETE, /api/v1/campaigns/{id},                 messages:send",
        "POST,   /api/v1/campaigns/{id}/preflight,       messages:read",
        "POST,   /api/v1/campaigns/{id}/start,           messages:send",
        "POST,   /api/v1/campaigns/{id}/pause,           messages:send",
        "POST,   /api/v1/campaigns/{id}/resume,          messages:send",
        "POST,   /api/v1/campaigns/{id}/cancel,          messages:send",
        "GET,    /api/v1/campaigns/{id}/recipients,      messages:read",
        "GET,    /api/v1/campaigns/{id}/events,          messages:read"
    })
    void needsTheScope(String method, String path, String scope) {
        String[] others = Arrays.stream(ALL).filter(other -> !other.equals(scope)).toArray(String[]::new);

        assertThat(status(method, path, null)).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.expired("marketing", scope))).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.forged("marketing", scope))).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.token("marketing", others))).isEqualTo(403);
        assertThat(status(method, path, TestIssuer.token("marketing", scope))).isNotIn(401, 403, 500);
    }

    @Test
    void servesNothingThatIsNotNamed() {
        String everything = TestIssuer.token("admin", ALL);

        assertThat(status("GET", "/api/v1/unknown", everything)).isEqualTo(404);
        assertThat(status("DELETE", "/api/v1/messages/{id}", everything)).isEqualTo(405);
    }

    private int status(String method, String path, String token) {
        var request = web.method(HttpMethod.valueOf(method))
                .uri(path.replace("{id}", UUID.randomUUID().toString()));
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
