package pl.kartoteka.gateway;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.forbidden;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "kartoteka.overview.time-limit=1s")
@AutoConfigureWebTestClient
class OverviewIT {
    private static final Suite SUITE = new Suite();
    private static final String CLIENT = "/api/v1/clients/0190a0a0-0000-7000-8000-000000000001";

    @Autowired
    WebTestClient anonymous;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        SUITE.tell(settings);
    }

    @BeforeEach
    void everythingAnswers() {
        SUITE.reset();
        stub("client-service", "", "{\"name\":\"Kłos\"}");
        stub("client-service", "/branches", "{\"items\":[]}");
        stub("client-service", "/structure", "{\"topId\":\"0190a0a0-0000-7000-8000-000000000009\",\"items\":[]}");
        stub("client-service", "/representatives", "{\"items\":[{\"position\":\"Prezes\"}]}");
        stub("client-service", "/caretakers", "{\"items\":[{\"subject\":\"anna\",\"today\":\"jan\"}]}");
        stub("client-service", "/notes", "{\"items\":[{\"text\":\"ważne\"}]}");
        stub("client-service", "/links", "{\"items\":[{\"type\":\"OFFER\"}]}");
        stub("client-service", "/documents", "{\"items\":[{\"number\":\"FV/1\"}]}");
        stub("client-service", "/history", "{\"items\":[]}");
        stub("consent-service", "/consents", "{\"items\":[{\"purpose\":\"EMAIL_MARKETING\"}]}");
        stub("segment-service", "/segments", "{\"items\":[]}");
        stub("messaging-service", "/messages", "{\"items\":[]}");
    }

    @Test
    void showsEverything() {
        overview().expectStatus().isOk()
                .expectBody()
                .jsonPath("$.client.name").isEqualTo("Kłos")
                .jsonPath("$.documents.items[0].number").isEqualTo("FV/1")
                .jsonPath("$.consents.items[0].purpose").isEqualTo("EMAIL_MARKETING")
                .jsonPath("$.structure.topId").isEqualTo("0190a0a0-0000-7000-8000-000000000009")
                .jsonPath("$.representatives.items[0].position").isEqualTo("Prezes")
                .jsonPath("$.caretakers.items[0].today").isEqualTo("jan")
                .jsonPath("$.notes.items[0].text").isEqualTo("ważne")
                .jsonPath("$.links.items[0].type").isEqualTo("OFFER")
                .jsonPath("$.missing").isEmpty();

        SUITE.of("consent-service").verify(getRequestedFor(urlPathEqualTo(CLIENT + "/consents"))
                .withHeader("Authorization", matching("Bearer .+"))
                .withHeader("Accept-Language", equalTo("en"))
                .withHeader("traceparent", matching("00-.+")));
    }

    @Test
    void namesWhatIsMissingAndShowsTheRest() {
        SUITE.of("segment-service").stop();
        SUITE.of("consent-service").stubFor(get(urlPathEqualTo(CLIENT + "/consents")).willReturn(status(403)));
        SUITE.of("messaging-service")
                .stubFor(get(urlPathEqualTo(CLIENT + "/messages")).willReturn(okJson("{}").withFixedDelay(4_000)));
        SUITE.of("client-service").stubFor(get(urlPathEqualTo(CLIENT + "/branches")).willReturn(status(404)));
        SUITE.of("client-service")
                .stubFor(get(urlPathEqualTo(CLIENT + "/notes")).willReturn(okJson("{}").withFixedDelay(4_000)));
        SUITE.of("client-service")
                .stubFor(get(urlPathEqualTo(CLIENT + "/history")).willReturn(aResponse().withStatus(200)
                        .withHeader("Content-Type", "application/json").withBody("{broken")));
        Instant start = Instant.now();

        overview().expectStatus().isOk()
                .expectBody()
                .jsonPath("$.client.name").isEqualTo("Kłos")
                .jsonPath("$.documents.items").exists()
                .jsonPath("$.caretakers.items").exists()
                .jsonPath("$.segments").doesNotExist()
                .json("""
                        {"missing":["branches","consents","segments","messages","notes","history"],
                         "missingReasons":{"branches":"NOT_FOUND","consents":"FORBIDDEN","segments":"UNAVAILABLE","messages":"TIMED_OUT",
                                           "notes":"TIMED_OUT","history":"FAILED"}}""");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(2_500));
    }

    @Test
    void knowsNoUnknownClient() {
        SUITE.of("client-service").stubFor(get(urlPathEqualTo(CLIENT)).willReturn(status(404)));

        overview().expectStatus().isNotFound()
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:client-not-found");
    }

    @Test
    void isRefusedToWhomMayNotSeeClients() {
        SUITE.of("client-service").stubFor(get(urlPathEqualTo(CLIENT)).willReturn(forbidden()));

        overview().expectStatus().isForbidden().expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:scope-missing")
                .jsonPath("$.scope").isEqualTo("clients:read");
    }

    @Test
    void isAnAnswerEvenWithoutTheClientService() {
        SUITE.of("client-service").stop();

        overview().expectStatus().isOk().expectBody().jsonPath("$.missing[0]").isEqualTo("client");
    }

    @Test
    void wantsATokenAndAnId() {
        anonymous.get().uri(CLIENT + "/overview").exchange().expectStatus().isUnauthorized();
        Suite.as(anonymous, "anna").get().uri("/api/v1/clients/nonsense/overview").exchange().expectStatus()
                .isBadRequest()
                .expectBody().jsonPath("$.errors[0].code").isEqualTo("uuid.expected");
    }

    private WebTestClient.ResponseSpec overview() {
        return Suite.as(anonymous, "anna").get().uri(CLIENT + "/overview").header("Accept-Language", "en").exchange();
    }

    private static void stub(String service, String path, String json) {
        SUITE.of(service).stubFor(get(urlPathEqualTo(CLIENT + path)).willReturn(okJson(json)));
    }
}
