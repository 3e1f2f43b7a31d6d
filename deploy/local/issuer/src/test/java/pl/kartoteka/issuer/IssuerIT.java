package pl.kartoteka.issuer;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "kartoteka.issuer.service-secrets.messaging-service=only-the-launcher-knows",
    "kartoteka.issuer.service-secrets.segment-service=nor-this"
})
class IssuerIT {
    private static final String BACK = "http://localhost:5173/signed-in";

    @TempDir
    static Path directory;

    @LocalServerPort
    int port;

    @Autowired
    IssuerProperties settings;

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @DynamicPropertySource
    static void keyFile(DynamicPropertyRegistry registry) {
        registry.add("kartoteka.issuer.key-file", () -> directory.resolve("kept/key.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "admin, clients:sensitive, ",
        "sales, clients:write, messages:send",
        "marketing, messages:send, privacy:manage",
        "privacy, clients:sensitive, clients:write",
        "erp, documents:write, clients:write",
    })
    void givesAMachineAllItsScopesAndNoOther(String name, String mayDo, String mayNotDo) throws Exception {
        var claims = SignedJWT.parse(token(name, name, Map.of())).getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo(name);
        assertThat(claims.getIssuer()).isEqualTo(settings.uri());
        assertThat(claims.getStringListClaim("scope")).contains(mayDo).doesNotContain(String.valueOf(mayNotDo));
    }

    @Test
    void givesOnlyWhatWasAskedFor() throws Exception {
        var token = token("admin", "admin", Map.of("scope", "clients:read"));

        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("scope"))
                .containsExactly("clients:read");
    }

    @Test
    void refusesAScopeAClientMayNotHaveAndAWrongSecret() throws Exception {
        assertThat(ask("sales", "sales", Map.of("scope", "messages:send")).body()).contains("invalid_scope");
        assertThat(ask("sales", "guess", Map.of()).statusCode()).isEqualTo(401);
        assertThat(ask("client-service", "client-service", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void knowsTheServicesByTheirSecrets() throws Exception {
        var messaging = SignedJWT.parse(token("messaging-service", "only-the-launcher-knows", Map.of()));
        var segments = SignedJWT.parse(token("segment-service", "nor-this", Map.of()));

        assertThat(messaging.getJWTClaimsSet().getStringListClaim("scope")).containsExactlyInAnyOrder("consents:read",
                "consents:write");
        assertThat(segments.getJWTClaimsSet().getClaims()).doesNotContainKey("scope");
    }

    @Test
    void signsAPersonInWithAProofKeyAndGivesThePersonsScopes() throws Exception {
        var form = get("/login").body();
        var csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form);
        assertThat(csrf.find()).isTrue();
        post("/login", Map.of("username", "sales", "password", "sales", "_csrf", csrf.group(1)), null);

        var asked = get("/oauth2/authorize?" + encoded(Map.of(
                "response_type", "code",
                "client_id", "web",
                "redirect_uri", BACK,
                "scope", "openid clients:read messages:send",
                // the example of RFC 7636, appendix B
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256")));
        var back = asked.headers().firstValue("location").orElseThrow();
        var code = back.substring(back.indexOf("code=") + 5);
        var answer = post("/oauth2/token", Map.of(
                "grant_type", "authorization_code",
                "client_id", "web",
                "redirect_uri", BACK,
                "code", code,
                "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), null);

        var claims = SignedJWT.parse(accessToken(answer.body())).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("sales");
        assertThat(claims.getStringListClaim("scope")).containsExactlyInAnyOrder("openid", "clients:read");
    }

    @Test
    void keepsItsKeyForTheNextStart() throws Exception {
        var file = settings.keyFile();
        var key = SigningKey.keptIn(file);

        assertThat(get("/oauth2/jwks").body()).contains(key.getKeyID()).doesNotContain("\"d\"");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void saysWhenItIsReady() throws Exception {
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    private String token(String name, String secret, Map<String, String> more) throws Exception {
        return accessToken(ask(name, secret, more).body());
    }

    private HttpResponse<String> ask(String name, String secret, Map<String, String> more) throws Exception {
        var form = new HashMap<>(more);
        form.put("grant_type", "client_credentials");
        return post("/oauth2/token", form, name + ":" + secret);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path)).header("Accept", "text/html,application/json").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String credentials)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        if (credentials != null) {
            var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + basic);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String accessToken(String body) {
        var found = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(body);
        assertThat(found.find()).as(body).isTrue();
        return found.group(1);
    }
}
