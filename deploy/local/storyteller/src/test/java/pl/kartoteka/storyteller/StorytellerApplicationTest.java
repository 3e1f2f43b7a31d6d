package pl.kartoteka.storyteller;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StorytellerApplicationTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("deploy/local/demo").contains("--port-offset N");
    }

    @Test
    void saysWhichArgumentItDoesNotKnow() {
        assertThat(run("--fast")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(
                "deploy/local/demo: --fast: unknown, or without its value (see --help)");
    }

    @Test
    void saysInOneLineThatNothingIsRunning() {
        assertThat(run("--issuer", "http://localhost:1")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(
                "The story ends here: the issuer at http://localhost:1: nobody answers; is the suite running "
                        + "(deploy/local/up)?");
    }

    @Test
    void saysInOneLineWhatWasAnsweredInsteadOfWhatWasExpected() throws IOException {
        var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            var token = exchange.getRequestURI().getPath().equals("/oauth2/token");
            var body = (token ? "{\"access_token\":\"t\"}" : "{\"detail\":\"not today\"}").getBytes();
            exchange.sendResponseHeaders(token ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://localhost:" + server.getAddress().getPort();

            assertThat(run("--issuer", address, "--gateway", address)).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(
                    "The story ends here: GET /api/v1/traits answered 503 (expected: 200): not today");
        } finally {
            server.stop(0);
        }
    }

    private int run(String... arguments) {
        return StorytellerApplication.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false);
    }
}
