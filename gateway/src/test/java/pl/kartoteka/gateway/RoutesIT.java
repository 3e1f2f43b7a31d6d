package pl.kartoteka.gateway;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.TestIssuer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "kartoteka.services.segment-service.time-limit=1s",
    "kartoteka.cors.allowed-origins=https://crm.example"})
@AutoConfigureWebTestClient
class RoutesIT {
    private static final Suite SUITE = new Suite();

    @Autowired
    WebTestClient anonymous;
    @Autowired
    ObservationRegistry observations;
    @LocalServerPort
    int port;

    private WebTestClient http;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        SUITE.tell(settings);
    }

    @BeforeEach
    void signIn() {
        SUITE.reset();
        http = Suite.as(anonymous, "anna");
    }

    @Test
    void tracesWithoutTheAddressAsked() {
        Queue<KeyValue> traced = new ConcurrentLinkedQueue<>();
        observations.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                context.getAllKeyValues().forEach(traced::add);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });

        http.get().uri("/api/v1/lookups/companies/7740001454?name=kowalski").exchange().expectStatus().isOk();
        http.get().uri("/api/v1/clients?q=kowalski").exchange().expectStatus().isOk();

        assertThat(traced).isNotEmpty();
        assertThat(traced.stream().map(KeyValue::getValue)).noneMatch(value -> value.contains("kowalski"))
                .noneMatch(value -> value.contains("7740001454"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/clients, client-service",
        "/api/v1/clients/7, client-service",
        "/api/v1/clients/batch, client-service",
        "/api/v1/clients/search, client-service",
        "/api/v1/clients/7/history, client-service",
        "/api/v1/clients/7/branches, client-service",
        "/api/v1/clients/7/conversion, client-service",
        "/api/v1/clients/7/near-duplicates, client-service",
        "/api/v1/clients/7/structure, client-service",
        "/api/v1/clients/7/terms, client-service",
        "/api/v1/clients/7/payer, client-service",
        "/api/v1/clients/7/merge, client-service",
        "/api/v1/clients/7/proposed-changes/8/acceptance, client-service",
        "/api/v1/proposed-changes, client-service",
        "/api/v1/client-changes?by=sales, client-service",
        "/api/v1/clients/7/merge-preview, client-service",
        "/api/v1/clients/7/merges/8, client-service",
        "/api/v1/clients/7/attachments/8/content, client-service",
        "/api/v1/clients/7/photo, client-service",
        "/api/v1/clients/7/notes, client-service",
        "/api/v1/clients/7/links/8, client-service",
        "/api/v1/clients/7/consents, consent-service",
        "/api/v1/clients/7/consents/EMAIL_MARKETING/history, consent-service",
        "/api/v1/clients/7/segments, segment-service",
        "/api/v1/clients/7/messages, messaging-service",
        "/api/v1/client-drafts, client-service",
        "/api/v1/client-groups/3, client-service",
        "/api/v1/traits, client-service",
        "/api/v1/trait-groups, client-service",
        "/api/v1/client-sources, client-service",
        "/api/v1/industries, client-service",
        "/api/v1/custom-fields, client-service",
        "/api/v1/client-templates, client-service",
        "/api/v1/flags, client-service",
        "/api/v1/substitutions, client-service",
        "/api/v1/client-imports, client-service",
        "/api/v1/client-imports/7/errors, client-service",
        "/api/v1/dictionary-merges/7/events, client-service",
        "/api/v1/traits/7/merge, client-service",
        "/api/v1/custom-field-removals/7/events, client-service",
        "/api/v1/representatives/7/clients, client-service",
        "/api/v1/client-imports/7/events, client-service",
        "/api/v1/client-import-mappings/7, client-service",
        "/api/v1/client-exports?format=csv, client-service",
        "/api/v1/client-bulk-actions, client-service",
        "/api/v1/sales-documents, client-service",
        "/api/v1/purposes/EMAIL_MARKETING, consent-service",
        "/api/v1/consent-ledger/verification, consent-service",
        "/api/v1/consent-ledger/public-key, consent-service",
        "/api/v1/consents/merge-preview, consent-service",
        "/api/v1/clients/7/consent-evidence/8/content, consent-service",
        "/api/v1/consent-imports/7/events, consent-service",
        "/api/v1/consent-reports/processing-register?format=pdf, consent-service",
        "/api/v1/consent-decisions, consent-service",
        "/api/v1/suppression-imports/7, consent-service",
        "/api/v1/suppression-imports/7/events, consent-service",
        "/api/v1/consent-requests, consent-service",
        "/api/v1/suppressions, consent-service",
        "/api/v1/privacy-requests/7, consent-service",
        "/api/v1/segments, segment-service",
        "/api/v1/segments/7/members/8/explanation, segment-service",
        "/api/v1/segments/7/events, segment-service",
        "/api/v1/lookups/companies/7740001454, gus-lookup-service",
        "/api/v1/lookup-batches/7/events, gus-lookup-service",
        "/api/v1/messages/7, messaging-service",
        "/api/v1/message-templates/7/preview, messaging-service",
        "/api/v1/public/sms-reports/secret, messaging-service",
        "/api/v1/campaigns/7/events, messaging-service"})
    void leadsToTheServiceThatOwnsThePath(String path, String service) {
        http.get().uri(path).exchange().expectStatus().isOk().expectBody(String.class).isEqualTo(service);

        SUITE.of(service).verify(getRequestedFor(urlEqualTo(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/public/consents/abc", "/api/v1/public/preferences/abc",
        "/api/v1/public/unsubscribe/abc"})
    void leadsPublicLinksWithoutAToken(String path) {
        anonymous.get().uri(path).exchange().expectStatus().isOk().expectBody(String.class)
                .isEqualTo("consent-service");
    }

    /** A page that tells nobody where it is posts from the origin "null". */
    @ParameterizedTest
    @ValueSource(strings = {"null", "https://mail.example"})
    void takesWhatAPersonSaysFromAnyOrigin(String origin) {
        anonymous.post().uri("/api/v1/public/unsubscribe/abc").header("Origin", origin)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED).bodyValue("List-Unsubscribe=One-Click")
                .exchange().expectStatus().isOk().expectBody(String.class).isEqualTo("consent-service");
        anonymous.options().uri("/api/v1/public/unsubscribe/abc").exchange().expectStatus().isOk()
                .expectBody(String.class).isEqualTo("consent-service");

        SUITE.of("consent-service").verify(postRequestedFor(urlEqualTo("/api/v1/public/unsubscribe/abc"))
                .withRequestBody(equalTo("List-Unsubscribe=One-Click")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v2/clients", "/actuator/env", "/actuator/prometheus", "/actuator",
        "/v3/api-docs",
        "/swagger-ui.html", "/oauth2/token", "/client-service/actuator"})
    void letsNothingElseThrough(String path) {
        anonymous.get().uri(path).exchange().expectStatus().isUnauthorized();
        http.get().uri(path).exchange().expectStatus().isNotFound()
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:not-found");
        SUITE.of("client-service").verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/clients/%2e%2e/actuator", "/api/v1/clients/..%2factuator/env",
        "/api/v1/clients//x", "/api/v1/clients;a/../x"})
    void letsNobodyClimb(String path) throws Exception {
        var answer = HttpClient.newHttpClient().send(request(path).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        SUITE.of("client-service").verify(0, anyRequestedFor(urlPathMatching(".*actuator.*")));
    }

    @Test
    void showsWhetherItIsReadyAndNoMore() {
        anonymous.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk()
                .expectBody().json("{\"status\":\"UP\"}").jsonPath("$.components").doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST", "PUT", "PATCH", "DELETE"})
    void wantsAToken(HttpMethod method) {
        anonymous.method(method).uri("/api/v1/clients/7").exchange().expectStatus().isUnauthorized()
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:unauthenticated");
        anonymous.method(method).uri("/api/v1/clients/7")
                .headers(headers -> headers.setBearerAuth(TestIssuer.expired("anna"))).exchange()
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:token-expired");
        anonymous.method(method).uri("/api/v1/clients/7")
                .headers(headers -> headers.setBearerAuth(TestIssuer.forged("anna"))).exchange()
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:token-invalid");
        SUITE.of("client-service").verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void relaysTheTokenAndStripsWhatMustNotComeFromOutside() {
        http.get().uri("/api/v1/clients").header("Accept-Language", "en").header("If-Match", "\"3\"")
                .header("Idempotency-Key", "k")
                .header("X-Forwarded-For", "1.2.3.4").header("X-Forwarded-Prefix", "/x")
                .header("Forwarded", "for=1.2.3.4")
                .header("X-Kartoteka-Subject", "root").header("X-User-Id", "1").header("Cookie", "a=b")
                .header("X-Http-Method-Override", "DELETE")
                .exchange().expectStatus().isOk();

        SUITE.of("client-service").verify(getRequestedFor(urlEqualTo("/api/v1/clients"))
                .withHeader("Authorization", matching("Bearer .+"))
                .withHeader("Accept-Language", equalTo("en"))
                .withHeader("If-Match", equalTo("\"3\""))
                .withHeader("Idempotency-Key", equalTo("k"))
                .withHeader("traceparent", matching("00-.+"))
                .withoutHeader("X-Forwarded-Prefix").withoutHeader("X-Kartoteka-Subject").withoutHeader("X-User-Id")
                .withoutHeader("Cookie").withoutHeader("X-Http-Method-Override")
                .withHeader("Host", matching("localhost:\\d+")));
        SUITE.of("client-service").verify(0,
                getRequestedFor(anyUrl()).withHeader("X-Forwarded-For", matching(".*1\\.2\\.3\\.4.*")));
        SUITE.of("client-service").verify(0,
                getRequestedFor(anyUrl()).withHeader("Forwarded", matching(".*1\\.2\\.3\\.4.*")));
    }

    @Test
    void passesAnswersOnAsTheyAre() {
        SUITE.of("client-service").stubFor(post("/api/v1/clients").willReturn(aResponse().withStatus(409)
                .withHeader("Content-Type", "application/problem+json").withHeader("ETag", "\"1\"")
                .withBody("{\"type\":\"urn:kartoteka:problem:nip-in-use\"}")));

        http.post().uri("/api/v1/clients").contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange()
                .expectStatus().isEqualTo(409)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader().valueEquals("ETag", "\"1\"")
                .expectBody().json("{\"type\":\"urn:kartoteka:problem:nip-in-use\"}");
    }

    @Test
    void neverSendsAChangeTwice() {
        SUITE.of("client-service")
                .stubFor(post("/api/v1/clients").inScenario("twice").whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        http.post().uri("/api/v1/clients").contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange()
                .expectStatus().isEqualTo(503)
                .expectHeader().exists("Retry-After")
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:service-unavailable");

        SUITE.of("client-service").verify(1, postRequestedFor(urlEqualTo("/api/v1/clients")));
    }

    @Test
    void waitsOnlySoLong() {
        SUITE.of("segment-service").stubFor(get("/api/v1/segments").willReturn(ok("late").withFixedDelay(3_000)));
        Instant start = Instant.now();

        http.get().uri("/api/v1/segments").exchange().expectStatus().isEqualTo(504)
                .expectHeader().exists("Retry-After")
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:service-timed-out")
                .jsonPath("$.service").isEqualTo("segment-service");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(2_500));
    }

    @Test
    void letsStreamsFlowAsTheyComeAndAsLongAsTheyWill() throws Exception {
        SUITE.of("segment-service")
                .stubFor(get("/api/v1/segments/7/events").willReturn(ok("data: one\n\ndata: two\n\n".repeat(20))
                        .withHeader("Content-Type", "text/event-stream").withChunkedDribbleDelay(10, 3_000)));
        Instant start = Instant.now();

        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(request("/api/v1/segments/7/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        int first = answer.body().read();
        Duration untilFirst = Duration.between(start, Instant.now());
        byte[] rest = answer.body().readAllBytes();

        assertThat(first).isEqualTo('d');
        assertThat(untilFirst).isLessThan(Duration.ofMillis(2_000));
        assertThat(rest).hasSize(22 * 20 - 1);
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(2_500));
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        byte[] large = new byte[11 * 1024 * 1024];
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        http.post().uri("/api/v1/clients").contentType(MediaType.APPLICATION_OCTET_STREAM).bodyValue(large)
                .exchange()
                .expectStatus().isEqualTo(413)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:body-too-large");
        var chunked = client.send(request("/api/v1/clients")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("urn:kartoteka:problem:body-too-large");

        http.post().uri("/api/v1/clients").contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(new byte[9 * 1024 * 1024])
                .exchange().expectStatus().isOk();
    }

    @Test
    void letsFilesOfImportsBeLarge() {
        http.post().uri("/api/v1/client-imports").contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(new byte[11 * 1024 * 1024])
                .exchange().expectStatus().isOk();
    }

    @Test
    void letsInFrontEndsOfConfiguredOrigins() {
        anonymous.options().uri("/api/v1/clients").header("Origin", "https://crm.example")
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,if-match").exchange()
                .expectStatus().isOk()
                .expectHeader().valueEquals("Access-Control-Allow-Origin", "https://crm.example");
        http.get().uri("/api/v1/clients").header("Origin", "https://crm.example").exchange()
                .expectStatus().isOk()
                .expectHeader().valueMatches("Access-Control-Expose-Headers", ".*ETag.*");
    }

    @Test
    void tellsPagesOfOtherOriginsThatTheyMayNot() {
        anonymous.options().uri("/api/v1/clients").header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET").exchange()
                .expectStatus().isForbidden()
                .expectHeader().doesNotExist("Access-Control-Allow-Origin")
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:origin-not-allowed");
        http.get().uri("/api/v1/clients").header("Origin", "https://evil.example").header("Accept-Language", "en")
                .exchange()
                .expectStatus().isForbidden()
                .expectBody().jsonPath("$.title").isEqualTo("Page from an address that is not allowed");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + TestIssuer.token("anna"));
    }
}
