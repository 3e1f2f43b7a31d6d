package pl.kartoteka.gateway;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@AutoConfigureWebTestClient
class BreakerIT {
    private static final Suite SUITE = new Suite();

    @Autowired
    WebTestClient anonymous;
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
    void servesMetricsOnThePortOfTheOperator() {
        anonymous.get().uri("http://localhost:" + operatorsPort + "/actuator/prometheus").exchange()
                .expectStatus().isOk()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics).contains("resilience4j_circuitbreaker_state"));
        Suite.as(anonymous, "anna").get().uri("/actuator/prometheus").exchange().expectStatus().isNotFound();
    }
}
