package pl.kartoteka.gateway;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Flux;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
    "kartoteka.limits.open-body-time=500ms", "kartoteka.services.client-service.time-limit=1s"})
@AutoConfigureWebTestClient
class BreakerIT {
    private static final Suite SUITE = new Suite();

    @Autowired
    WebTestClient anonymous;
    @LocalServerPort
    int port;
    @LocalManagementPort
    int operatorsPort;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        SUITE.tell(settings);
    }

    @Test
    void opensTheBreakerOfTheServiceThatIsAwayAndOfNoOther() {
        var http = Suite.as(anonymous, "anna");
        SUITE.of("messaging-service").stop();
        for (int i = 0; i < 12; i++) {
            http.get().uri("/api/v1/messages/7").exchange().expectStatus().isEqualTo(503);
        }

        http.get().uri("/api/v1/messages/7").header("Accept-Language", "en").exchange().expectStatus().isEqualTo(503)
                .expectHeader().valueEquals("Retry-After", "5")
                .expectBody().jsonPath("$.detail")
                .isEqualTo("The service messaging-service does not answer. Try again in a moment.");
        http.get().uri("/api/v1/clients").exchange().expectStatus().isOk();
    }

    @Test
    void blamesNoServiceForCallersWithoutATokenWhoStopSending() throws Exception {
        String stalled = "POST /api/v1/public/unsubscribe/abc HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nList";

        assertThat(answers(20, stalled)).hasSize(20).containsOnly("HTTP/1.1 408 Request Timeout");

        anonymous.post().uri("/api/v1/public/unsubscribe/abc").bodyValue("List-Unsubscribe=One-Click").exchange()
                .expectStatus().isOk();
        SUITE.of("consent-service").verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void blamesNoServiceForCallersWhoStopSending() throws Exception {
        for (String path : new String[]{"/api/v1/clients", "/api/v1/client-imports"}) {
            String stalled = "POST " + path
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\nAuthorization: Bearer "
                    + TestIssuer.token("anna") + "\r\n\r\n{";

            assertThat(answers(20, stalled)).hasSize(20).containsOnly("HTTP/1.1 408 Request Timeout");
        }

        Suite.as(anonymous, "anna").get().uri("/api/v1/clients").exchange().expectStatus().isOk();
    }

    @Test
    void blamesTheServiceThatTakesTheBodyAndDoesNotAnswer() {
        SUITE.of("client-service").stubFor(post("/api/v1/clients/batch").willReturn(ok().withFixedDelay(3_000)));

        Suite.as(anonymous, "anna").post().uri("/api/v1/clients/batch").bodyValue("{}").exchange()
                .expectStatus().isEqualTo(504);
    }

    @Test
    void givesACallerOnASlowLineTheTimeItTakesToSend() {
        var slow = Flux.interval(Duration.ofMillis(400)).take(4).map(_ -> "some of it ");

        Suite.as(anonymous, "anna").post().uri("/api/v1/clients").contentType(MediaType.TEXT_PLAIN)
                .body(slow, String.class).exchange()
                .expectStatus().isOk();

        SUITE.of("client-service").verify(postRequestedFor(urlEqualTo("/api/v1/clients"))
                .withRequestBody(equalTo("some of it ".repeat(4))));
    }

    /** The first lines of what is answered to that many who send this and no more. */
    private List<String> answers(int callers, String sent) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Collections.<Callable<String>>nCopies(callers, () -> {
                try (var socket = new Socket("localhost", port)) {
                    socket.setSoTimeout(30_000);
                    socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
                    return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
                }
            })).stream().map(Future::resultNow).toList();
        }
    }

    @Test
    void servesMetricsOnThePortOfTheOperator() {
        anonymous.get().uri("http://localhost:" + operatorsPort + "/actuator/prometheus").exchange()
                .expectStatus().isOk()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics).contains("resilience4j_circuitbreaker_state"));
        Suite.as(anonymous, "anna").get().uri("/actuator/prometheus").exchange().expectStatus().isNotFound();
    }
}
