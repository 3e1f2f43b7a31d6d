package pl.kartoteka.messaging;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.ScopeCheck;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Which call needs which scope: with every other scope of the suite it is refused, with its own it gets further. */
@ServiceTest
class ScopesIT {
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
        new ScopeCheck(web).needs(method, path, scope);
    }

    @Test
    void servesNothingThatIsNotNamed() {
        var scopes = new ScopeCheck(web);

        assertThat(scopes.statusWithEveryScope("GET", "/api/v1/unknown")).isEqualTo(404);
        assertThat(scopes.statusWithEveryScope("DELETE", "/api/v1/messages/{id}")).isEqualTo(405);
    }
}
