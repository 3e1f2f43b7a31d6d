package pl.kartoteka.test;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TestIssuerTest {
    @Test
    void signsWithTheKeyItPublishes() throws Exception {
        assertThat(isSignedByTheIssuer(TestIssuer.token("sales", "clients:read"))).isTrue();
        assertThat(isSignedByTheIssuer(TestIssuer.forged("sales", "clients:read"))).isFalse();
    }

    @Test
    void namesItselfTheSubjectAndTheScopes() {
        var claims = claims(TestIssuer.token("sales", "clients:read", "clients:write"));

        assertThat(claims.get("iss").asString()).isEqualTo(TestIssuer.uri());
        assertThat(claims.get("sub").asString()).isEqualTo("sales");
        assertThat(claims.get("scope")).extracting(JsonNode::asString).containsExactly("clients:read", "clients:write");
    }

    @Test
    void givesATokenThatHasExpired() {
        var expiry = claims(TestIssuer.expired("sales")).get("exp").asLong();

        assertThat(Instant.ofEpochSecond(expiry)).isBefore(Instant.now().minusSeconds(3000));
    }

    @Test
    void givesClientsTheirToken() throws Exception {
        var configuration = get(TestIssuer.uri() + "/.well-known/openid-configuration");
        var answer = post(configuration.get("token_endpoint").asString(),
                "grant_type=client_credentials&scope=consents%3Aread", "messaging-service:secret");

        var token = JsonMapper.shared().readTree(answer.body()).get("access_token").asString();
        assertThat(claims(token).get("sub").asString()).isEqualTo("messaging-service");
        assertThat(claims(token).get("scope").get(0).asString()).isEqualTo("consents:read");
    }

    @Test
    void refusesAClientWithoutAName() throws Exception {
        assertThat(post(TestIssuer.uri() + "/oauth2/token", "grant_type=client_credentials", ":").statusCode())
                .isEqualTo(401);
    }

    private static boolean isSignedByTheIssuer(String token) throws Exception {
        var key = get(TestIssuer.uri() + "/oauth2/jwks").get("keys").get(0);
        var publicKey = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey);
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).asString()));
    }

    private static JsonNode claims(String token) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static JsonNode get(String uri) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(uri)).build();
            return JsonMapper.shared().readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static HttpResponse<String> post(String uri, String form, String credentials) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            var request = HttpRequest.newBuilder(URI.create(uri))
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
