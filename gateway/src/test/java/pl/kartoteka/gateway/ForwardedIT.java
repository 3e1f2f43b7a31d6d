package pl.kartoteka.gateway;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Behind a proxy that says for whom it asks; {@link RateLimitIT} is without one. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "kartoteka.limits.requests-per-second=5", "KARTOTEKA_FORWARD_HEADERS=native"})
@AutoConfigureWebTestClient
class ForwardedIT {
    private static final Suite SUITE = new Suite();

    @Autowired
    WebTestClient anonymous;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        SUITE.tell(settings);
    }

    @Test
    void holdsUpOneAddressBehindTheProxyAndNoOther() {
        assertThat(statuses(_ -> "198.51.100.7")).contains(429);
        assertThat(statuses(caller -> "203.0.113." + caller)).containsOnly(401);
    }

    private List<Integer> statuses(java.util.function.IntFunction<String> address) {
        return IntStream.range(0, 40).mapToObj(caller -> anonymous.get().uri("/api/v1/clients")
                .header("X-Forwarded-For", address.apply(caller)).exchange()
                .returnResult(Void.class).getStatus().value()).toList();
    }
}
