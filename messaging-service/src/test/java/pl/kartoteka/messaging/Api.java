package pl.kartoteka.messaging;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its callers see it. */
public final class Api {
    private final WebTestClient web;

    public Api(WebTestClient web) {
        String token = TestIssuer.token("marketing", "messages:read", "messages:send");
        this.web = web.mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
    }

    public WebTestClient web() {
        return web;
    }

    public WebTestClient.ResponseSpec post(String path, Object body) {
        return web.post().uri(path).bodyValue(body).exchange();
    }

    public WebTestClient.ResponseSpec get(String path) {
        return web.get().uri(path).exchange();
    }

    public JsonNode message(UUID id) {
        return json(get("/api/v1/messages/" + id).expectStatus().isOk());
    }

    public String status(UUID messageId) {
        return message(messageId).path("status").asString();
    }

    /** Orders one message to each client and gives their ids. */
    public UUID order(Map<String, Object> request) {
        JsonNode answer = json(post("/api/v1/messages", request).expectStatus().isAccepted());
        return UUID.fromString(answer.path("items").path(0).path("id").asString());
    }

    public static JsonNode json(WebTestClient.ResponseSpec response) {
        byte[] body = response.expectBody().returnResult().getResponseBodyContent();
        return JsonMapper.shared().readTree(body);
    }

    public static void eventually(Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s");
            }
            Thread.sleep(50);
        }
    }
}
