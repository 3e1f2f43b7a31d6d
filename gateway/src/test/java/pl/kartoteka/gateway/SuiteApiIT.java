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

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
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
        SUITE.of("consent-service").stop();
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
