package pl.kartoteka.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What a front end does: asks for a token and calls the gateway. */
record Api(URI base, @Nullable String token) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    /** The public API with the token of one of the issuer's machine clients. */
    static Api as(String who) {
        return new Api(gateway(), TOKENS.computeIfAbsent(who, Api::fetchToken));
    }

    static Api withToken(String token) {
        return new Api(gateway(), token);
    }

    static Api anonymous() {
        return new Api(gateway(), null);
    }

    static Api sandbox() {
        return new Api(RunningSuite.get().sandbox(), null);
    }

    Answer get(String path) {
        return send(request("GET", path, null));
    }

    Answer post(String path, String json) {
        return send(request("POST", path, json));
    }

    Answer put(String path, String json) {
        return send(request("PUT", path, json));
    }

    Answer delete(String path) {
        return send(request("DELETE", path, null));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    HttpRequest.Builder request(String method, String path, @Nullable String json) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type",
                    method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static URI gateway() {
        return URI.create(RunningSuite.get().gateway() + "/api/v1");
    }

    private static String fetchToken(String who) {
        var issuer = new Api(RunningSuite.get().issuer(), null);
        var basic = Base64.getEncoder().encodeToString((who + ":" + who).getBytes(StandardCharsets.UTF_8));
        return issuer.send(HttpRequest.newBuilder(URI.create(issuer.base() + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .json().path("access_token").asString();
    }

    /** An answer as it came. */
    record Answer(int status, HttpHeaders headers, String body) {
        JsonNode json() {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The answer, or a failure that shows status and problem type when it is another. */
        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("status %d (expected: %d): %s".formatted(status, expected, body));
            }
            return this;
        }

        String id() {
            return json().path("id").asString();
        }
    }
}
