package pl.kartoteka.gateway;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient
class SuiteApiIT {
    private static final Suite SUITE = new Suite();

    @Autowired
    WebTestClient http;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        SUITE.tell(settings);
    }

    @BeforeEach
    void somePages() {
        SUITE.of("client-service")
                .stubFor(get("/v3/api-docs").willReturn(okJson("{\"paths\":{\"/api/v1/clients\":{\"get\":{}}}}")));
        SUITE.of("segment-service")
                .stubFor(get("/v3/api-docs").willReturn(okJson("{\"paths\":{\"/api/v1/segments\":{\"get\":{}}}}")));
        SUITE.of("gus-lookup-service").stubFor(get("/v3/api-docs").willReturn(okJson("{\"paths\":{}}")));
        SUITE.of("messaging-service").stubFor(get("/v3/api-docs").willReturn(okJson("{\"paths\":{}}")));
        SUITE.of("consent-service").stubFor(get("/v3/api-docs").willReturn(serverError()));
    }

    @Test
    void isOnePageForTheWholeSuiteAndSaysWhatIsMissing() {
        http.get().uri("/openapi.json").exchange().expectStatus().isOk()
                .expectBody()
                .jsonPath("$.openapi").isEqualTo("3.1.0")
                .jsonPath("$.paths['/api/v1/clients'].get.tags[0]").isEqualTo("Clients")
                .jsonPath("$.paths['/api/v1/segments'].get.tags[0]").isEqualTo("Segments")
                .jsonPath("$.paths['/api/v1/clients/{id}/overview'].get.tags[0]").isEqualTo("Overview")
                .jsonPath("$.info.description")
                .value(String.class, text -> assertThat(text).endsWith("missing here:** consent-service."));
    }

    /** What is not complete is looked at again soon, so perhaps twice in this while; never by each who asks. */
    @Test
    void isPutTogetherOnceHoweverManyAskForIt() {
        SUITE.of("consent-service").resetRequests();

        Flux.range(0, 40)
                .flatMap(_ -> Mono.fromRunnable(() -> http.get().uri("/openapi.json").exchange().expectStatus().isOk())
                        .subscribeOn(Schedulers.boundedElastic()), 8)
                .then().block();

        assertThat(SUITE.of("consent-service").findAll(getRequestedFor(urlEqualTo("/v3/api-docs"))).size())
                .isLessThan(10);
    }

    @Test
    void showsItToPeople() {
        http.get().uri("/docs").exchange().expectStatus().isOk()
                .expectHeader().contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .value(html -> assertThat(html).contains("/openapi.json", "clientId: \"web\""));
        http.get().uri("/docs/style.css").exchange().expectStatus().isOk();
        http.get().uri("/webjars/swagger-ui/swagger-ui-bundle.js").exchange().expectStatus().isOk();
        http.get().uri("/webjars/swagger-ui/swagger-ui.css").exchange().expectStatus().isOk();
        http.get().uri("/webjars/swagger-ui/oauth2-redirect.html").exchange().expectStatus().isOk();
        http.get().uri("/").exchange().expectStatus().is3xxRedirection().expectHeader().location("/docs");
    }
}
