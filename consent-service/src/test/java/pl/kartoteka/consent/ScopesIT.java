package pl.kartoteka.consent;

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
    private static final String[] OTHERS = {
        "clients:read", "clients:write", "clients:sensitive", "dictionaries:write", "privacy:manage", "segments:read",
        "segments:write", "lookups:read", "messages:read", "messages:send", "documents:write", "audit:read",
        "consents:read", "consents:write"
    };

    @Autowired
    private WebTestClient web;

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/purposes,                              consents:read",
        "GET,    /api/v1/purposes/NONE,                         consents:read",
        "POST,   /api/v1/purposes,                              consents:write",
        "PATCH,  /api/v1/purposes/NONE,                         consents:write",
        "DELETE, /api/v1/purposes/NONE,                         consents:write",
        "GET,    /api/v1/clients/{id}/consents,                 consents:read",
        "GET,    /api/v1/clients/{id}/consents/NONE,            consents:read",
        "PUT,    /api/v1/clients/{id}/consents/NONE,            consents:write",
        "GET,    /api/v1/clients/{id}/consents/NONE/history,    consents:read",
        "GET,    /api/v1/consent-ledger/verification,           audit:read",
        "POST,   /api/v1/consent-decisions,                     consents:read",
        "GET,    /api/v1/consent-decisions/{id},                consents:read",
        "GET,    /api/v1/suppressions,                          consents:read",
        "POST,   /api/v1/suppressions,                          consents:write",
        "GET,    /api/v1/suppressions/{id},                     consents:read",
        "DELETE, /api/v1/suppressions/{id},                     consents:write"
    })
    void needsTheScope(String method, String path, String scope) {
        String[] allOthers = Arrays.stream(OTHERS).filter(other -> !other.equals(scope)).toArray(String[]::new);

        assertThat(status(method, path, null)).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.expired("privacy", scope))).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.forged("privacy", scope))).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.token("privacy", allOthers))).isEqualTo(403);
        assertThat(status(method, path, TestIssuer.token("privacy", scope))).isNotIn(401, 403, 500);
    }

    @Test
    void servesNothingThatIsNotNamed() {
        String everything = TestIssuer.token("admin", OTHERS);

        assertThat(status("GET", "/api/v1/unknown", everything)).isEqualTo(404);
        assertThat(status("DELETE", "/api/v1/clients/{id}/consents/NONE", everything)).isEqualTo(405);
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
