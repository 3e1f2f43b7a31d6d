package pl.kartoteka.http;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ServiceTest
class HttpServiceIT {
    @Autowired
    WebTestClient http;
    @Autowired
    ServiceCalls calls;
    @Autowired
    ReactiveOAuth2AuthorizedClientService tokens;
    @Autowired
    ObservationRegistry observations;
    @Autowired
    DatabaseClient database;

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/public/hello, -,            200",
        "GET,    /api/v1/me,           -,            401",
        "GET,    /api/v1/me,           none,         200",
        "GET,    /api/v1/things,       -,            401",
        "GET,    /api/v1/things,       things:write, 403",
        "GET,    /api/v1/things,       things:read,  200",
        "HEAD,   /api/v1/things,       things:read,  200",
        "DELETE, /api/v1/things/0190a0a0-0000-7000-8000-000000000000, things:write, 403",
        "DELETE, /api/v1/things/0190a0a0-0000-7000-8000-000000000000, things:admin, 200",
        "DELETE, /api/v1/things,       things:admin, 405",
        "GET,    /api/v1/undeclared,   things:read,  404",
        "GET,    /api/v1/undeclared,   -,            401",
        "GET,    /actuator/env,        things:admin, 404",
        "GET,    /actuator/health/readiness, -,      200",
        "GET,    /actuator/prometheus, -,            200",
        "GET,    /v3/api-docs,         -,            200"})
    void letsInWhoTheScopesName(HttpMethod method, String path, String scope, int status) {
        http.method(method).uri(path)
                .headers(headers -> {
                    if (!scope.equals("-")) {
                        headers.setBearerAuth(TestIssuer.token("anna", scope));
                    }
                })
                .exchange()
                .expectStatus().isEqualTo(status);
    }

    @Test
    void knowsTheCaller() {
        http.get().uri("/api/v1/me").headers(headers -> headers.setBearerAuth(TestIssuer.token("anna", "things:read")))
                .exchange()
                .expectBody(String.class).isEqualTo("anna true");
        http.get().uri("/api/v1/public/hello").exchange().expectBody(String.class).isEqualTo("stranger");
    }

    @ParameterizedTest
    @CsvSource({
        "400, /api/v1/things?limit=501,             Nieprawidłowe dane,               Invalid input",
        "400, /api/v1/things?cursor=nonsense,       Nieprawidłowe dane,               Invalid input",
        "404, /api/v1/things/nowhere/at/all,        Nie znaleziono,                   Not found",
        "409, /api/v1/things/refused/CONFLICT,      Równoczesna zmiana,               Concurrent change",
        "412, /api/v1/things/lost,                  Nieaktualna wersja,               Stale version",
        "422, /api/v1/things/refused/REJECTED,      Równoczesna zmiana,               Concurrent change",
        "429, /api/v1/things/refused/TOO_MANY,      Równoczesna zmiana,               Concurrent change",
        "503, /api/v1/things/refused/UNAVAILABLE,   Równoczesna zmiana,               Concurrent change",
        "500, /api/v1/things/broken,                Błąd po naszej stronie,           A failure on our side"})
    void refusesInTwoLanguages(int status, String path, String polish, String english) {
        problem(path, "pl-PL", status, polish);
        problem(path, "en", status, english);
    }

    @Test
    void tracesEveryRefusal() {
        http.get().uri("/api/v1/things/broken").headers(HttpServiceIT::reads).exchange()
                .expectBody()
                .jsonPath("$.traceId").value(String.class, trace -> assertThat(trace).hasSize(32))
                .jsonPath("$.detail").value(String.class, detail -> assertThat(detail).doesNotContain("secret"));
    }

    @Test
    void refusesTokensExpiredOrForged() {
        refused(TestIssuer.expired("anna", "things:read"), "Token wygasł");
        refused(TestIssuer.forged("anna", "things:read"), "Nieprawidłowy token");
        refused("nonsense", "Nieprawidłowy token");
    }

    @Test
    void changesOnlyTheVersionTheCallerSaw() {
        patch("\"3\"", "{\"note\":null}").expectStatus().isOk().expectHeader().valueEquals("ETag", "\"4\"")
                .expectBody().json("{\"name\":\"old\"}");
        patch(null, "{}").expectStatus().isEqualTo(428)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:precondition-required");
        patch("\"2\"", "{}").expectStatus().isEqualTo(412)
                .expectBody().jsonPath("$.currentETag").isEqualTo("\"3\"");
        patch("3", "{}").expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("If-Match");
        patch("\"3\"", "{\"name\":\"\",\"colour\":1}").expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors.length()").isEqualTo(2);
        patch("\"3\"", "[]").expectStatus().isBadRequest();
        http.patch().uri("/api/v1/things/" + UUID.randomUUID()).headers(HttpServiceIT::writes)
                .contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange().expectStatus().isEqualTo(415);
    }

    @Test
    void pages() {
        http.get().uri("/api/v1/things?limit=7&cursor=" + Cursor.encode(List.of("zażółć")))
                .headers(HttpServiceIT::reads).exchange()
                .expectBody().json("{\"items\":[\"zażółć\"],\"nextCursor\":\"" + Cursor.encode(List.of("x7")) + "\"}")
                .jsonPath("$.total").doesNotExist();
    }

    @Test
    void saysInItsOpenApiHowToSignInAndHowItRefuses() {
        http.get().uri("/v3/api-docs").exchange().expectBody()
                .jsonPath("$.info.title").isEqualTo("http-service-test")
                .jsonPath("$.components.securitySchemes.bearer.scheme").isEqualTo("bearer")
                .jsonPath("$.paths['/api/v1/things'].post.security[0].bearer[0]").isEqualTo("things:write")
                .jsonPath("$.paths['/api/v1/things'].post.responses.default['$ref']")
                .isEqualTo("#/components/responses/Problem")
                .jsonPath("$.paths['/api/v1/things'].post.parameters[?(@.name=='Idempotency-Key')]").exists()
                .jsonPath("$.paths['/api/v1/things/list'].post.parameters[?(@.name=='Idempotency-Key')]")
                .doesNotExist()
                .jsonPath("$.paths['/api/v1/public/hello'].get.security").doesNotExist()
                .jsonPath("$.components.schemas.Problem.properties.errors").exists();
    }

    @Test
    void waitsForNoLockForEver() {
        assertThat(database.sql("show lock_timeout").mapValue(String.class).one().block()).isEqualTo("10s");
    }

    @Test
    void callsOthersInItsOwnNameAndDoesNotWaitForEver() {
        WireMockServer other = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        other.start();
        try {
            other.stubFor(get("/hello").willReturn(ok("hi")));
            other.stubFor(get("/slow").willReturn(ok("hi").withFixedDelay(3_000)));
            var client = calls.to(other.baseUrl(), Duration.ofMillis(500)).build();

            assertThat(client.get().uri("/hello").retrieve().bodyToMono(String.class).block()).isEqualTo("hi");
            other.verify(getRequestedFor(urlEqualTo("/hello")).withHeader("Authorization", matching("Bearer .+"))
                    .withHeader("traceparent", matching(".+")));
            assertThatThrownBy(() -> client.get().uri("/slow").retrieve().bodyToMono(String.class).block())
                    .hasRootCauseInstanceOf(ReadTimeoutException.class);
        } finally {
            other.stop();
        }
    }

    @Test
    void hasOneTokenForAllCallsUntilItIsRefused() {
        WireMockServer other = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        other.start();
        try {
            other.stubFor(get("/hello").willReturn(ok("hi")));
            other.stubFor(get("/refused").willReturn(unauthorized()));
            var client = calls.to(other.baseUrl(), Duration.ofSeconds(5)).build();
            var anna = ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken("anna", ""));

            client.get().uri("/hello").retrieve().toBodilessEntity().contextWrite(anna).block();
            assertThat(tokens.loadAuthorizedClient("suite", "anna").block()).isNull();
            assertThat(tokens.loadAuthorizedClient("suite", "suite").block()).isNotNull();

            client.get().uri("/refused").exchangeToMono(ClientResponse::releaseBody).contextWrite(anna).block();
            assertThat(tokens.loadAuthorizedClient("suite", "suite").block()).isNull();
        } finally {
            other.stop();
        }
    }

    @Test
    void refusesTextThatCannotBeStored() {
        http.post().uri("/api/v1/things").headers(HttpServiceIT::writes)
                .contentType(MediaType.APPLICATION_JSON).bodyValue("{\"name\":\"a\\u0000b\"}").exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].code").isEqualTo("text.null-character");
    }

    @Test
    void namesNoAddressInATrace() {
        var context = new Observation.Context();

        Observation.createNotStarted("call", () -> context, observations)
                .highCardinalityKeyValue("http.url", "/api/v1/lookups/companies/7740001454")
                .start()
                .stop();

        assertThat(context.getHighCardinalityKeyValue("http.url")).isNull();
    }

    private WebTestClient.ResponseSpec patch(String ifMatch, String body) {
        return http.patch().uri("/api/v1/things/" + UUID.randomUUID()).headers(headers -> {
            writes(headers);
            if (ifMatch != null) {
                headers.set("If-Match", ifMatch);
            }
        }).contentType(MediaType.parseMediaType(MergePatch.MEDIA_TYPE)).bodyValue(body).exchange();
    }

    private void problem(String path, String language, int status, String title) {
        http.get().uri(path).headers(HttpServiceIT::reads).header("Accept-Language", language).exchange()
                .expectStatus().isEqualTo(status)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.title").isEqualTo(title).jsonPath("$.status").isEqualTo(status);
    }

    private void refused(String token, String title) {
        http.get().uri("/api/v1/things").headers(headers -> headers.setBearerAuth(token)).exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().valueMatches("WWW-Authenticate", "Bearer error=\"invalid_token\".*")
                .expectBody().jsonPath("$.title").isEqualTo(title);
    }

    private static void reads(HttpHeaders headers) {
        headers.setBearerAuth(TestIssuer.token("anna", "things:read"));
    }

    private static void writes(HttpHeaders headers) {
        headers.setBearerAuth(TestIssuer.token("anna", "things:write"));
    }
}
