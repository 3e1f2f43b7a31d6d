package pl.kartoteka.jobs;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.jobs.CountingApplication.Counting;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class JobResourceIT {
    private static final String[] ALL = {"numbers:read", "numbers:write"};

    @Autowired
    WebTestClient http;
    @Autowired
    Counting counting;

    @Test
    void answersWithTheAddressOfTheJob() {
        var answer = http.post().uri("/api/v1/counts")
                .header(HttpHeaders.AUTHORIZATION, bearer("ala"))
                .contentType(MediaType.APPLICATION_JSON).bodyValue("{\"upTo\":3}")
                .exchange().expectStatus().isAccepted().expectBody(JsonNode.class).returnResult();

        assertThat(answer.getResponseBody().path("status").asString()).isEqualTo("QUEUED");
        assertThat(answer.getResponseHeaders().getLocation())
                .hasPath("/api/v1/counts/" + answer.getResponseBody().path("id").asString());
        http.get().uri(answer.getResponseHeaders().getLocation().getPath())
                .header(HttpHeaders.AUTHORIZATION, bearer("ala"))
                .exchange().expectStatus().isOk();
    }

    @Test
    void streamsProgressUntilTheEnd() {
        String id = count("ala", 5);

        List<JsonNode> events = http.get().uri("/api/v1/counts/{id}/events", id)
                .header(HttpHeaders.AUTHORIZATION, bearer("ala"))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange().expectStatus().isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {
                })
                .getResponseBody().mapNotNull(ServerSentEvent::data).collectList().block(Duration.ofSeconds(20));

        assertThat(events).isNotEmpty();
        assertThat(events.getLast().path("status").asString()).isEqualTo("DONE");
        assertThat(events.getLast().path("done").asLong()).isEqualTo(5);
        assertThat(events.getLast().path("total").asLong()).isEqualTo(5);
    }

    @Test
    void hidesAJobFromOthersExceptThoseWhoMaySeeAll() {
        String id = count("ala", 4);

        get("/api/v1/counts/" + id, "jan", ALL).expectStatus().isNotFound().expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:job-not-found");
        get("/api/v1/counts/" + id, "jan", "numbers:read", "numbers:all").expectStatus().isOk();
        get("/api/v1/counts", "jan", ALL).expectBody().jsonPath("$.items[?(@.id == '" + id + "')]").isEmpty();
        get("/api/v1/counts?limit=1", "ala", ALL).expectBody().jsonPath("$.items.length()").isEqualTo(1);
    }

    @Test
    void saysInTheReadersLanguageWhyItFailed() {
        counting.obstacles.put(6, _ -> Mono.error(new InvalidInput("upTo", "required")));
        String id = count("ala", 6);
        http.get().uri("/api/v1/counts/{id}/events", id)
                .header(HttpHeaders.AUTHORIZATION, bearer("ala"))
                .exchange().returnResult(String.class).getResponseBody().then().block(Duration.ofSeconds(20));

        get("/api/v1/counts/" + id, "ala", ALL).expectBody()
                .jsonPath("$.status").isEqualTo("FAILED")
                .jsonPath("$.problem.title").isEqualTo("Nieprawidłowe dane")
                .jsonPath("$.problem.errors[0].field").isEqualTo("upTo");
        http.get().uri("/api/v1/counts/" + id)
                .header(HttpHeaders.AUTHORIZATION, bearer("ala"))
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en-GB,pl;q=0.5")
                .exchange().expectBody().jsonPath("$.problem.title").isEqualTo("Invalid input");
    }

    @Test
    void refusesToCancelWhatIsOver() {
        String id = count("ala", 2);
        http.get().uri("/api/v1/counts/{id}/events", id)
                .header(HttpHeaders.AUTHORIZATION, bearer("ala"))
                .exchange().returnResult(String.class).getResponseBody().then().block(Duration.ofSeconds(20));

        http.post().uri("/api/v1/counts/{id}/cancel", id)
                .header(HttpHeaders.AUTHORIZATION, bearer("ala"))
                .exchange().expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:job-over")
                .jsonPath("$.jobStatus").isEqualTo("DONE");
    }

    private String count(String who, int upTo) {
        return http.post().uri("/api/v1/counts")
                .header(HttpHeaders.AUTHORIZATION, bearer(who))
                .contentType(MediaType.APPLICATION_JSON).bodyValue("{\"upTo\":" + upTo + "}")
                .exchange().expectStatus().isAccepted().expectBody(JsonNode.class).returnResult()
                .getResponseBody().path("id").asString();
    }

    private WebTestClient.ResponseSpec get(String uri, String who, String... scopes) {
        return http.get().uri(uri).header(HttpHeaders.AUTHORIZATION, "Bearer " + TestIssuer.token(who, scopes))
                .exchange();
    }

    private static String bearer(String who) {
        return "Bearer " + TestIssuer.token(who, ALL);
    }
}
