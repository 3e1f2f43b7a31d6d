package pl.kartoteka.storyteller;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The running suite as a caller sees it: the gateway with tokens, and the sandbox behind everything. */
final class Suite {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String API = "/api/v1";

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private final Options options;

    Suite(Options options) {
        this.options = options;
    }

    /** A token for the role from the issuer, by client credentials. */
    String token(Role role) {
        return tokens.computeIfAbsent(role, _ -> {
            var credentials = role.clientId() + ":" + role.clientId();
            var request = HttpRequest.newBuilder(options.issuer().resolve("/oauth2/token")).timeout(PATIENCE)
                    .header("Authorization", "Basic "
                            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials")).build();
            var token = send(request, "the issuer at " + options.issuer()).expect(200).text("access_token");
            if (token.isEmpty()) {
                throw new StoryBroken("the issuer gave no token for " + role.clientId());
            }
            return token;
        });
    }

    Answer get(Role role, String path) {
        return send(request(role, path).GET().build());
    }

    /** Creates; the same key would get the same answer, should the line break and the call be repeated. */
    Answer post(Role role, String path, Object body) {
        return send(request(role, path).header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString()).POST(json(body)).build());
    }

    Answer put(Role role, String path, Object body) {
        return send(request(role, path).header("Content-Type", "application/json").PUT(json(body)).build());
    }

    /** Changes what has the version; a merge patch. */
    Answer patch(Role role, String path, String version, Object body) {
        return send(request(role, path).header("Content-Type", "application/merge-patch+json")
                .header("If-Match", version).method("PATCH", json(body)).build());
    }

    /** What really arrived in the outside world: {@code /mail} or {@code /sms}. */
    JsonNode delivered(String path) {
        var request = HttpRequest.newBuilder(options.sandbox().resolve(path)).timeout(PATIENCE).GET().build();
        return send(request, "the sandbox at " + options.sandbox()).expect(200).body();
    }

    /** What a mailbox does when its owner presses "unsubscribe" (RFC 8058): one post to the link, without a token. */
    void pressUnsubscribe(URI link) {
        var request = HttpRequest.newBuilder(link).timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")).build();
        send(request, "the one-click unsubscribe").expect(200);
    }

    URI sandbox() {
        return options.sandbox();
    }

    URI gateway() {
        return options.gateway();
    }

    private HttpRequest.Builder request(Role role, String path) {
        return HttpRequest.newBuilder(options.gateway().resolve(API + path)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + token(role)).header("Accept", "application/json")
                .header("Accept-Language", "en");
    }

    private Answer send(HttpRequest request) {
        return send(request, request.method() + " " + request.uri().getPath());
    }

    private Answer send(HttpRequest request, String question) {
        try {
            var response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(question, response.statusCode(), response.headers().firstValue("ETag").orElse(""),
                    body(response.body()));
        } catch (IOException _) {
            throw new StoryBroken(question + ": nobody answers; is the suite running (deploy/local/up)?");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }

    private static JsonNode body(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }
}
