package pl.kartoteka.gus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;
import pl.kartoteka.gus.register.RegisterFailure.Reason;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

/** The ways any register can fail on the wire, and the reason each must come out as. */
public final class Failures {
    private Failures() {}

    public static Stream<Arguments> any() {
        return Stream.of(
                failure("500", aResponse().withStatus(500), Reason.UNREACHABLE),
                failure("503 with a page", aResponse().withStatus(503).withHeader("Content-Type", "text/html")
                        .withBody("<html>Przerwa techniczna</html>"), Reason.UNREACHABLE),
                failure("maintenance page with 200", RegisterStubs.maintenancePage(), Reason.UNREACHABLE),
                failure("page announced as data", aResponse().withHeader("Content-Type", "application/json")
                        .withBody("\n <!DOCTYPE html><html></html>"), Reason.UNREACHABLE),
                failure("429", aResponse().withStatus(429), Reason.LIMITED),
                failure("slow", aResponse().withFixedDelay(2_000), Reason.TIMED_OUT),
                failure("dribbling", aResponse().withHeader("Content-Type", "application/json")
                        .withBody("x".repeat(2_000)).withChunkedDribbleDelay(20, 4_000), Reason.TIMED_OUT),
                failure("closed without an answer", aResponse().withFault(Fault.EMPTY_RESPONSE), Reason.UNREACHABLE),
                failure("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), Reason.UNREACHABLE),
                failure("half-closed", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), Reason.UNREACHABLE),
                failure("empty 200", aResponse().withStatus(200), Reason.BROKEN_ANSWER),
                failure("empty JSON", RegisterStubs.json("{}"), Reason.BROKEN_ANSWER),
                failure("cut JSON", RegisterStubs.json("{\"firma\":[{\"id\":\"1"), Reason.BROKEN_ANSWER),
                failure("JSON list", RegisterStubs.json("[]"), Reason.BROKEN_ANSWER),
                failure("JSON null", RegisterStubs.json("null"), Reason.BROKEN_ANSWER),
                failure("rubbish", aResponse().withHeader("Content-Type", "application/json").withBody(" "),
                        Reason.BROKEN_ANSWER),
                failure("unreadable media type", aResponse().withHeader("Content-Type", ";;;").withBody("{}"),
                        Reason.BROKEN_ANSWER));
    }

    /** An address where nobody listens. */
    public static String nowhere() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://localhost:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Arguments failure(String name, ResponseDefinitionBuilder how, Reason reason) {
        return Arguments.of(Named.of(name, how), reason);
    }
}
