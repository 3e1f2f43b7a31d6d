package pl.kartoteka.client.configuration;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ScopesIT {
    private static final List<String> SCOPES = List.of("clients:read", "clients:write", "clients:sensitive",
            "dictionaries:write",
            "documents:write", "lookups:read", "audit:read");

    @Autowired
    private WebTestClient web;

    @ParameterizedTest
    @CsvSource({
        "GET,    /clients,                clients:read",
        "GET,    /clients/{id},           clients:read",
        "GET,    /clients/{id}/history,   clients:read",
        "GET,    /clients/{id}/documents, clients:read",
        "GET,    /clients/{id}/branches,  clients:read",
        "POST,   /clients,                clients:write",
        "POST,   /clients/batch,          clients:write",
        "PATCH,  /clients/{id},           clients:write",
        "DELETE, /clients/{id},           clients:write",
        "POST,   /client-drafts,          clients:write",
        "POST,   /sales-documents,        documents:write",
        "GET,    /client-groups,          clients:read",
        "GET,    /traits/{id},            clients:read",
        "GET,    /custom-fields,          clients:read",
        "POST,   /client-groups,          dictionaries:write",
        "POST,   /traits,                 dictionaries:write",
        "POST,   /client-sources,         dictionaries:write",
        "POST,   /industries,             dictionaries:write",
        "POST,   /custom-fields,          dictionaries:write",
        "PATCH,  /industries/{id},        dictionaries:write",
        "DELETE, /client-sources/{id},    dictionaries:write",
        "DELETE, /custom-fields/{id},     dictionaries:write"})
    void letsInWhoHasTheScopeAndNobodyElse(String method, String path, String scope) {
        String[] others = SCOPES.stream().filter(other -> !other.equals(scope)).toArray(String[]::new);

        assertThat(status(method, path, TestIssuer.token("anybody", scope))).isNotIn(401, 403);
        assertThat(status(method, path, TestIssuer.token("anybody", others))).isEqualTo(403);
        assertThat(status(method, path, TestIssuer.expired("anybody", scope))).isEqualTo(401);
        assertThat(status(method, path, TestIssuer.forged("anybody", scope))).isEqualTo(401);
        assertThat(status(method, path, null)).isEqualTo(401);
    }

    @Test
    void servesNothingThatIsNotNamed() {
        String everything = TestIssuer.token("admin", SCOPES.toArray(String[]::new));

        assertThat(Stream.of("/clients/" + UUID.randomUUID() + "/secrets", "/admin", "/clients/batch/x")
                .map(path -> status("GET", path, everything)))
                .allMatch(status -> status == 404);
        assertThat(status("PUT", "/clients", everything)).isEqualTo(405);
    }

    private int status(String method, String path, String token) {
        return web.method(HttpMethod.valueOf(method))
                .uri("/api/v1" + path, UUID.randomUUID())
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                    headers.set("Content-Type",
                            method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
                    headers.set("If-Match", "\"1\"");
                })
                .bodyValue("{}")
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getStatus()
                .value();
    }
}
