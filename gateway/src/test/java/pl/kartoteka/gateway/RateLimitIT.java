package pl.kartoteka.gateway;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "kartoteka.limits.requests-per-second=5")
@AutoConfigureWebTestClient
class RateLimitIT {
    private static final Suite SUITE = new Suite();

    @Autowired
    WebTestClient anonymous;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        SUITE.tell(settings);
    }

    @Test
    void holdsUpOneCallerAndNoOther() {
        var greedy = Suite.as(anonymous, "greedy");
        Suite.as(anonymous, "warm-up").get().uri("/api/v1/clients").exchange().expectStatus().isOk();

        List<Integer> statuses = statuses(greedy);

        assertThat(statuses).contains(200, 429);
        Suite.as(anonymous, "modest").get().uri("/api/v1/clients").exchange().expectStatus().isOk();
    }

    @Test
    void holdsUpWhoHasNoToken() {
        List<Integer> statuses = statuses(anonymous);

        assertThat(statuses).contains(401, 429);
    }

    @Test
    void takesNobodysWordForTheAddressUnlessToldTo() {
        List<Integer> statuses = IntStream.range(0, 40).mapToObj(caller -> anonymous.get().uri("/api/v1/clients")
                .header("X-Forwarded-For", "203.0.113." + caller).exchange()
                .returnResult(Void.class).getStatus().value()).toList();

        assertThat(statuses).contains(429);
    }

    @Test
    void holdsUpWhoTriesTokens() {
        var guesser = anonymous.mutate().defaultHeader("Authorization", "Bearer guessed").build();

        assertThat(statuses(guesser)).contains(429);
    }

    @Test
    void neverHoldsUpWhatAPersonSaysThroughALink() {
        List<Integer> read = IntStream.range(0, 40).mapToObj(_ -> link(HttpMethod.GET)).toList();
        List<Integer> posted = IntStream.range(0, 40).mapToObj(_ -> link(HttpMethod.POST)).toList();

        assertThat(read).contains(429);
        assertThat(posted).containsOnly(200);
        await().until(() -> link(HttpMethod.GET) == 200);
    }

    private int link(HttpMethod method) {
        return anonymous.method(method).uri("/api/v1/public/unsubscribe/abc").exchange()
                .returnResult(Void.class).getStatus().value();
    }

    private static List<Integer> statuses(WebTestClient caller) {
        return IntStream.range(0, 40).mapToObj(_ -> {
            var answer = caller.get().uri("/api/v1/clients").exchange().expectBody(String.class).returnResult();
            if (answer.getStatus().value() == 429) {
                assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("1");
                assertThat(answer.getResponseBody()).contains("urn:kartoteka:problem:too-many-requests");
            }
            return answer.getStatus().value();
        }).toList();
    }
}
