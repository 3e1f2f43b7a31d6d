package pl.kartoteka.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID issuer for tests, one per JVM: it publishes its configuration and its key, signs whatever token a test asks for,
 * and gives client-credentials tokens to any client that names itself.
 */
public final class TestIssuer {
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final String KEY_ID = "test";

    private static final class Shared {
        static final TestIssuer ISSUER = new TestIssuer();
    }

    private final JsonMapper json = JsonMapper.shared();
    private final KeyPair key = newKey();
    private final KeyPair strangersKey = newKey();
    private final String uri;

    private TestIssuer() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            uri = "http://localhost:" + server.getAddress().getPort();
            server.createContext("/.well-known/openid-configuration",
                    exchange -> answer(exchange, 200, configuration()));
            server.createContext("/oauth2/jwks", exchange -> answer(exchange, 200, keys()));
            server.createContext("/oauth2/token", this::giveToken);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the test issuer", e);
        }
    }

    /** The issuer's address, as in the {@code iss} claim. */
    public static String uri() {
        return Shared.ISSUER.uri;
    }

    /** A valid token of this subject with these scopes. */
    public static String token(String subject, String... scopes) {
        return Shared.ISSUER.sign(Shared.ISSUER.key, subject, List.of(scopes), Instant.now());
    }

    /** A token that was valid until an hour ago. */
    public static String expired(String subject, String... scopes) {
        var longAgo = Instant.now().minus(LIFETIME).minus(Duration.ofHours(1));
        return Shared.ISSUER.sign(Shared.ISSUER.key, subject, List.of(scopes), longAgo);
    }

    /** A token that claims to be the issuer's but is signed with a stranger's key. */
    public static String forged(String subject, String... scopes) {
        return Shared.ISSUER.sign(Shared.ISSUER.strangersKey, subject, List.of(scopes), Instant.now());
    }

    private String sign(KeyPair with, String subject, List<String> scopes, Instant at) {
        var header = Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID);
        var claims = Map.of(
                "iss", uri,
                "sub", subject,
                "aud", subject,
                "iat", at.getEpochSecond(),
                "nbf", at.getEpochSecond(),
                "exp", at.plus(LIFETIME).getEpochSecond(),
                "jti", UUID.randomUUID().toString(),
                "scope", scopes);
        var content = encode(json.writeValueAsBytes(header)) + "." + encode(json.writeValueAsBytes(claims));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(with.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a test token", e);
        }
    }

    private Map<String, Object> configuration() {
        return Map.of(
                "issuer", uri,
                "authorization_endpoint", uri + "/oauth2/authorize",
                "token_endpoint", uri + "/oauth2/token",
                "jwks_uri", uri + "/oauth2/jwks",
                "response_types_supported", List.of("code"),
                "grant_types_supported", List.of("client_credentials", "authorization_code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
    }

    private Map<String, Object> keys() {
        var rsa = (RSAPublicKey) key.getPublic();
        return Map.of("keys", List.of(Map.of(
                "kty", "RSA",
                "use", "sig",
                "alg", "RS256",
                "kid", KEY_ID,
                "n", encode(unsigned(rsa.getModulus())),
                "e", encode(unsigned(rsa.getPublicExponent())))));
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var client = client(exchange.getRequestHeaders().getFirst("Authorization"), parameter(form, "client_id"));
        if (client.isEmpty()) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        var scope = parameter(form, "scope");
        var scopes = scope.isEmpty() ? List.<String>of() : List.of(scope.split(" "));
        answer(exchange, 200, Map.of(
                "access_token", sign(key, client, scopes, Instant.now()),
                "token_type", "Bearer",
                "scope", scope,
                "expires_in", LIFETIME.toSeconds()));
    }

    private static String client(@Nullable String authorization, String inForm) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return inForm;
        }
        var pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        return URLDecoder.decode(pair.substring(0, Math.max(0, pair.indexOf(':'))), StandardCharsets.UTF_8);
    }

    private static String parameter(String form, String name) {
        return Arrays.stream(form.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = json.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no RSA keys on this JVM", e);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
