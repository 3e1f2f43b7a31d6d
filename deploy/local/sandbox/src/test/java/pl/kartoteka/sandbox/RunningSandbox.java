package pl.kartoteka.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox on free ports with a clock of its own, and a browser for it. */
class RunningSandbox implements AutoCloseable {

    static final Duration SLOWNESS = Duration.ofMillis(300);

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Sandbox sandbox;
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");

    RunningSandbox() {
        try {
            sandbox = new Sandbox("localhost", 0, 0, () -> now, SLOWNESS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int smtpPort() {
        return sandbox.smtpPort();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> delete(String path) throws Exception {
        return send(request(path).DELETE());
    }

    HttpResponse<String> put(String path, String body, String... headers) throws Exception {
        return send(request(path, headers).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> patch(String path, String body) throws Exception {
        return send(request(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> form(String path, Map<String, String> fields, String... headers) throws Exception {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, headers).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    void mode(String register, String mode) throws Exception {
        put("/registers/" + register + "/mode", "{\"mode\":\"" + mode + "\"}");
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + sandbox.httpPort() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
