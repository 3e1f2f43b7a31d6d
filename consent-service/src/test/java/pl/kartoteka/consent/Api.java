package pl.kartoteka.consent;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.annotation.Lazy;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its callers see it. */
@Component
@Lazy
public final class Api {
    public static final String CONSENTS = "/api/v1/clients/{id}/consents/{purpose}";

    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final WebTestClient web;

    public Api(WebTestClient web) {
        this.web = web;
    }

    /** The data protection officer. */
    public WebTestClient privacy() {
        return as("privacy", "consents:read", "consents:write", "audit:read");
    }

    public WebTestClient as(String subject, String... scopes) {
        String token = TestIssuer.token(subject, scopes);
        return web.mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    public WebTestClient.ResponseSpec put(UUID client, String purpose, String body) {
        return privacy().put()
                .uri(CONSENTS, client, purpose)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    public void grant(UUID client, String purpose) {
        put(client, purpose, "{\"status\":\"GRANTED\",\"evidence\":{\"method\":\"PAPER\",\"textVersion\":1,"
                + "\"note\":\"podpis w sklepie\"}}").expectStatus().isOk();
    }

    public void answer(UUID client, String purpose, String status) {
        put(client, purpose, "{\"status\":\"" + status + "\"}").expectStatus().isOk();
    }

    /** The reason given for one client. */
    public String decide(UUID client, String purpose, String channel) {
        JsonNode answer = json(privacy().post()
                .uri("/api/v1/consent-decisions")
                .bodyValue(Map.of("purpose", purpose, "channel", channel, "clientIds", List.of(client)))
                .exchange()
                .expectStatus().isOk());
        return answer.path("decisions").path(0).path("reason").asString();
    }

    public static JsonNode json(WebTestClient.ResponseSpec response) {
        byte[] body = response.expectBody().returnResult().getResponseBodyContent();
        return JsonMapper.shared().readTree(body);
    }
}
