package pl.kartoteka.problem;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.problem.DomainProblem.Kind;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient
@ExtendWith(OutputCaptureExtension.class)
class ProblemHandlerTest {
    @Autowired
    WebTestClient http;
    @LocalServerPort
    int port;

    @Test
    void spellsARefusalOfTheDomain() {
        http.get().uri("/problem/CONFLICT").headers(ProblemHandlerTest::signedIn).exchange()
                .expectStatus().isEqualTo(409)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader().valueEquals("Content-Language", "pl")
                .expectBody()
                .json("""
                        {"type":"urn:kartoteka:problem:nip-in-use","title":"NIP zajęty","status":409,
                         "detail":"Klient Złoty Kłos ma już ten NIP.","instance":"/problem/CONFLICT","waysOn":["OPEN"]}""");
    }

    @Test
    void spellsItInEnglishWhenAsked() {
        http.get().uri("/problem/CONFLICT").headers(ProblemHandlerTest::signedIn).header("Accept-Language", "en-GB")
                .exchange()
                .expectHeader().valueEquals("Content-Language", "en")
                .expectBody()
                .jsonPath("$.title").isEqualTo("NIP in use")
                .jsonPath("$.detail").isEqualTo("The client Złoty Kłos has this NIP already.");
    }

    @ParameterizedTest
    @CsvSource({"INVALID,400", "NOT_FOUND,404", "INCOMPLETE,408", "CONFLICT,409", "STALE,412", "TOO_LARGE,413",
        "REJECTED,422",
        "UNPRECONDITIONED,428",
        "TOO_MANY,429", "UNAVAILABLE,503"})
    void givesEachKindItsStatus(Kind kind, int status) {
        http.get().uri("/problem/" + kind).headers(ProblemHandlerTest::signedIn).exchange()
                .expectStatus().isEqualTo(status)
                .expectHeader().valueEquals("Retry-After", "7");
    }

    @Test
    void saysNothingOfWhatIsUnexpected(CapturedOutput log) {
        EntityExchangeResult<String> answer = http.get().uri("/broken").headers(ProblemHandlerTest::signedIn).exchange()
                .expectStatus().isEqualTo(500)
                .expectBody(String.class).returnResult();

        assertProblem(answer, "unexpected");
        assertThat(answer.getResponseBody()).doesNotContain("secret", "Exception", "at pl.");
        assertThat(log).contains("GET /broken failed unexpectedly");
    }

    @Test
    void namesAnUnknownRoute() {
        assertProblem(http.get().uri("/nowhere").headers(ProblemHandlerTest::signedIn).exchange()
                .expectStatus().isNotFound().expectBody(String.class).returnResult(), "not-found");
    }

    @Test
    void namesTheMethodsTaken() {
        assertProblem(http.delete().uri("/cards").headers(ProblemHandlerTest::signedIn).exchange()
                .expectStatus().isEqualTo(405)
                .expectHeader().valueEquals("Allow", "POST")
                .expectBody(String.class).returnResult(), "method-not-allowed");
    }

    @Test
    void namesParametersOfTheWrongTypeOrMissingOrTooLarge() {
        invalid("/cards/nonsense", "id", "uuid.expected", "Oczekiwano identyfikatora UUID.");
        invalid("/list?limit=many", "limit", "integer.expected", "Oczekiwano liczby całkowitej.");
        invalid("/list?limit=5000", "limit", "number.too-large", "Wartość może wynosić najwyżej 500.");
        invalid("/list", "limit", "required", "Pole jest wymagane.");
        invalid("/since?on=yesterday", "on", "date.expected", "Oczekiwano daty w postaci RRRR-MM-DD.");
    }

    @Test
    void namesEveryFieldOfABadBody() {
        post("application/json", "{\"name\":\"\",\"size\":\"x\",\"colour\":1}").expectStatus().isBadRequest()
                .expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:invalid-request")
                .jsonPath("$.errors.length()").isEqualTo(3)
                .jsonPath("$.errors[?(@.field=='colour')].message").isEqualTo("Nie ma takiego pola.")
                .jsonPath("$.errors[?(@.field=='size')].code").isEqualTo("integer.expected")
                .jsonPath("$.errors[?(@.field=='name')].code").isEqualTo("required");
    }

    @Test
    void refusesOtherBodies() {
        assertProblem(
                post("application/json", "{\"name\":").expectStatus().isBadRequest().expectBody(String.class)
                        .returnResult(),
                "malformed-json");
        assertProblem(post("text/csv", "a;b").expectStatus().isEqualTo(415).expectBody(String.class).returnResult(),
                "unsupported-media-type");
        assertProblem(
                post("application/json", "[".repeat(2000)).expectStatus().isBadRequest().expectBody(String.class)
                        .returnResult(),
                "json-too-complex");
        assertProblem(
                post("application/json", "{\"name\":\"" + "x".repeat(2_000_000) + "\"}").expectStatus().isEqualTo(413)
                        .expectBody(String.class).returnResult(),
                "body-too-large");
        http.post().uri("/cards").headers(ProblemHandlerTest::signedIn).contentType(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].code").isEqualTo("body.required");
    }

    /** A caller who is still sending when the answer comes must be able to read it. */
    @Test
    void answersEvenWhoSendsTooMuch() throws Exception {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        byte[] large = new byte[12 * 1024 * 1024];
        for (int round = 0; round < 10; round++) {
            for (String token : List.of("good", "forged")) {
                for (HttpRequest.BodyPublisher body : List.of(HttpRequest.BodyPublishers.ofByteArray(large),
                        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
                    var answer = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/cards"))
                            .header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
                            .POST(body).build(),
                            HttpResponse.BodyHandlers.ofString());

                    assertThat(answer.statusCode()).isEqualTo(token.equals("good") ? 413 : 401);
                    assertThat(answer.body()).contains("urn:kartoteka:problem:");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({",unauthenticated", "expired,token-expired", "forged,token-invalid"})
    void saysWhatIsWrongWithTheToken(String token, String type) {
        assertProblem(http.get().uri("/list?limit=1").headers(headers -> {
            if (token != null) {
                headers.setBearerAuth(token);
            }
        }).exchange()
                .expectStatus().isUnauthorized()
                .expectHeader()
                .valueMatches("WWW-Authenticate", token == null ? "Bearer" : "Bearer error=\"invalid_token\".*")
                .expectBody(String.class).returnResult(), type);
    }

    @Test
    void saysThatTheIssuerIsAway() {
        assertProblem(http.get().uri("/list?limit=1").headers(headers -> headers.setBearerAuth("away")).exchange()
                .expectStatus().isEqualTo(503)
                .expectHeader().exists("Retry-After")
                .expectBody(String.class).returnResult(), "sign-in-unavailable");
    }

    @Test
    void namesTheScopeMissing() {
        http.get().uri("/forbidden").headers(ProblemHandlerTest::signedIn).exchange()
                .expectStatus().isForbidden()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"cards:admin\"")
                .expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:scope-missing")
                .jsonPath("$.scope").isEqualTo("cards:admin")
                .jsonPath("$.detail").isEqualTo("Ta operacja wymaga uprawnienia cards:admin.");
    }

    private WebTestClient.ResponseSpec post(String contentType, String body) {
        return http.mutate().responseTimeout(Duration.ofSeconds(20)).build().post().uri("/cards")
                .headers(ProblemHandlerTest::signedIn).header("Content-Type", contentType).bodyValue(body).exchange();
    }

    private void invalid(String uri, String field, String code, String message) {
        http.get().uri(uri).headers(ProblemHandlerTest::signedIn).exchange()
                .expectStatus().isBadRequest()
                .expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:invalid-request")
                .jsonPath("$.errors[0].field").isEqualTo(field)
                .jsonPath("$.errors[0].code").isEqualTo(code)
                .jsonPath("$.errors[0].message").isEqualTo(message);
    }

    private static void assertProblem(EntityExchangeResult<String> answer, String type) {
        assertThat(answer.getResponseHeaders().getContentType())
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getResponseBody()).contains("\"urn:kartoteka:problem:" + type + "\"");
    }

    private static void signedIn(HttpHeaders headers) {
        headers.setBearerAuth("good");
    }

    record Card(@NotBlank String name, int size) {}

    static class NipInUse extends DomainProblem {
        NipInUse(Kind kind) {
            super(kind, "nip-in-use");
            arg("name", "Złoty Kłos").with("waysOn", List.of("OPEN")).retryAfter(Duration.ofSeconds(7));
        }
    }

    @SpringBootApplication
    @RestController
    static class Cards {
        @GetMapping("/problem/{kind}")
        Mono<String> problem(@PathVariable Kind kind) {
            return Mono.error(new NipInUse(kind));
        }

        @GetMapping("/broken")
        Mono<String> broken() {
            return Mono.error(new IllegalStateException("secret"));
        }

        @PostMapping("/cards")
        Mono<Card> create(@RequestBody Mono<Card> card) {
            return card;
        }

        @GetMapping("/cards/{id}")
        UUID one(@PathVariable UUID id) {
            return id;
        }

        @GetMapping("/list")
        int list(@RequestParam @Max(500) int limit) {
            return limit;
        }

        @GetMapping("/since")
        String since(@RequestParam LocalDate on) {
            return on.toString();
        }

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http, TokenProblems problems) {
            return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .authorizeExchange(paths -> paths
                            .pathMatchers("/forbidden").access((_, context) -> {
                                TokenProblems.because(context.getExchange(),
                                        new TokenProblems.Denial.MissingScope("cards:admin"));
                                return Mono.just(new AuthorizationDecision(false));
                            })
                            .anyExchange().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(_ -> {}).authenticationEntryPoint(problems))
                    .exceptionHandling(
                            handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                    .build();
        }

        @Bean
        ReactiveJwtDecoder tokens() {
            return token -> switch (token) {
                case "expired" -> Mono.error(new JwtValidationException("Jwt expired at …",
                        List.of(new OAuth2Error("invalid_token", "Jwt expired at 2026-01-01T00:00:00Z", null))));
                case "forged" -> Mono.error(new BadJwtException("Signed by somebody else"));
                case "away" -> Mono.error(new JwtException("No keys"));
                default -> Mono.just(Jwt.withTokenValue(token).header("alg", "none").subject("anna")
                        .issuedAt(Instant.now()).build());
            };
        }
    }
}
