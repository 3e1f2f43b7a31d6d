package pl.kartoteka.client.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports as a caller sees them. */
final class ImportTrial {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String[] SCOPES = {"clients:read", "clients:write"};

    private final WebTestClient web;

    ImportTrial(WebTestClient web) {
        this.web = web.mutate().responseTimeout(LONG)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(10_000_000)).build();
    }

    /** The job as soon as it is so. */
    JsonNode awaitSuch(String id, Predicate<JsonNode> such) {
        return events(id).filter(such).blockFirst(LONG);
    }

    /** The job when it is over. */
    JsonNode run(String content, Map<String, String> options) {
        return run(named(content.getBytes(StandardCharsets.UTF_8), "klienci.csv"), options);
    }

    JsonNode run(Resource file, Map<String, String> options) {
        return await(start(file, options));
    }

    String start(Resource file, Map<String, String> options) {
        var answer = post(file, options).expectStatus().isAccepted().expectBody(JsonNode.class).returnResult();
        return answer.getResponseBody().path("id").asString();
    }

    WebTestClient.ResponseSpec post(Resource file, Map<String, String> options) {
        var form = new MultipartBodyBuilder();
        form.part("file", file);
        options.forEach(form::part);
        return web.post().uri("/api/v1/client-imports")
                .headers(ImportTrial::signIn)
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .bodyValue(form.build())
                .exchange();
    }

    JsonNode await(String id) {
        return events(id).collectList().block(LONG).getLast();
    }

    private Flux<JsonNode> events(String id) {
        return web.get().uri("/api/v1/client-imports/{id}/events", id)
                .headers(ImportTrial::signIn)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {
                })
                .getResponseBody().mapNotNull(ServerSentEvent::data);
    }

    JsonNode job(String id) {
        return get("/api/v1/client-imports/" + id);
    }

    List<JsonNode> errors(JsonNode job) {
        var all = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/client-imports/" + job.path("id").asString() + "/errors?limit=3" + cursor);
            page.path("items").forEach(all::add);
            cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        return all;
    }

    JsonNode get(String uri) {
        byte[] body = web.get().uri(uri).headers(ImportTrial::signIn).exchange().expectStatus().isOk()
                .expectBody(byte[].class).returnResult().getResponseBody();
        return JsonMapper.shared().readTree(body);
    }

    void cancel(String id) {
        web.post().uri("/api/v1/client-imports/{id}/cancel", id).headers(ImportTrial::signIn).exchange()
                .expectStatus().isAccepted();
    }

    static Resource named(byte[] content, String name) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    private static void signIn(HttpHeaders headers) {
        headers.setBearerAuth(TestIssuer.token("importer", SCOPES));
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, "en");
    }
}
