package pl.kartoteka.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.TestIssuer;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

/** Stand-ins for the services behind the door; each answers with its name unless told otherwise. */
final class Suite {
    private static final List<String> NAMES = List.of("client-service", "consent-service", "segment-service",
            "gus-lookup-service",
            "messaging-service");
    private final Map<String, WireMockServer> servers = new LinkedHashMap<>();

    Suite() {
        NAMES.forEach(name -> {
            var server = new WireMockServer(WireMockConfiguration.options().port(freePort()).globalTemplating(true));
            server.start();
            servers.put(name, server);
        });
        reset();
    }

    /** Kept over a restart, unlike a port that the server chooses. */
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reset() {
        servers.forEach((name, server) -> {
            if (!server.isRunning()) {
                server.start();
            }
            server.resetAll();
            server.stubFor(any(anyUrl()).atPriority(10).willReturn(ok(name).withHeader("Content-Type", "text/plain")));
        });
    }

    WireMockServer of(String name) {
        return servers.get(name);
    }

    void tell(DynamicPropertyRegistry settings) {
        servers.forEach((name, server) -> settings.add("kartoteka.services." + name + ".url", server::baseUrl));
        settings.add("KARTOTEKA_ISSUER", TestIssuer::uri);
    }

    static WebTestClient as(WebTestClient http, String subject) {
        return http.mutate()
                .responseTimeout(Duration.ofSeconds(30))
                .defaultHeader("Authorization", "Bearer " + TestIssuer.token(subject, "clients:read"))
                .build();
    }
}
