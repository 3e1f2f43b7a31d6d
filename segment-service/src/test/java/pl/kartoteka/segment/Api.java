package pl.kartoteka.segment;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as a user sees it. */
public final class Api {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebTestClient web;
    private final String token;

    private Api(WebTestClient web, String token) {
        this.web = web;
        this.token = token;
    }

    public static Api of(WebTestClient web, String user) {
        return new Api(web, TestIssuer.token(user, "segments:read", "segments:write", "clients:read"));
    }

    public static Api administrator(WebTestClient web) {
        return new Api(web, TestIssuer.token("admin", "segments:read", "segments:write", "audit:read"));
    }

    public record Answer(int status, JsonNode body, String etag, String location) {}

    public Answer get(String path) {
        return answer(web.get().uri("/api/v1" + path).headers(headers -> headers.setBearerAuth(token)).exchange());
    }

    public Answer post(String path, String body) {
        return answer(web.post().uri("/api/v1" + path).headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange());
    }

    public Answer patch(String path, String etag, String body) {
        return answer(web.patch().uri("/api/v1" + path).headers(headers -> {
            headers.setBearerAuth(token);
            if (etag != null) {
                headers.set("If-Match", etag);
            }
        }).contentType(MediaType.valueOf("application/merge-patch+json")).bodyValue(body).exchange());
    }

    public Answer put(String path) {
        return answer(web.put().uri("/api/v1" + path).headers(headers -> headers.setBearerAuth(token)).exchange());
    }

    public Answer delete(String path, String etag) {
        return answer(web.delete().uri("/api/v1" + path).headers(headers -> {
            headers.setBearerAuth(token);
            if (etag != null) {
                headers.set("If-Match", etag);
            }
        }).exchange());
    }

    /** A dynamic segment, ready. */
    public String defineDynamic(String name, String criteria) {
        Answer created = post("/segments", """
                {"name":"%s","type":"DYNAMIC","visibility":"PUBLIC","criteria":%s}""".formatted(name, criteria));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String id = created.body().path("id").stringValue();
        awaitReady(id);
        return id;
    }

    public void awaitReady(String segmentId) {
        await("segment is ready",
                () -> get("/segments/" + segmentId).body().path("status").asString("").equals("READY"));
    }

    public boolean isMember(String segmentId, Object clientId) {
        for (JsonNode item : get("/segments/" + segmentId + "/members?limit=500").body().path("items")) {
            if (item.path("clientId").stringValue().equals(clientId.toString())) {
                return true;
            }
        }
        return false;
    }

    public static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time: " + what).isBefore(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(what, e);
            }
        }
    }

    private static Answer answer(WebTestClient.ResponseSpec response) {
        var result = response.expectBody(byte[].class).returnResult();
        byte[] body = result.getResponseBody();
        var headers = result.getResponseHeaders();
        return new Answer(
                result.getStatus().value(),
                body == null || body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body),
                headers.getETag(),
                headers.getFirst("Location"));
    }
}
