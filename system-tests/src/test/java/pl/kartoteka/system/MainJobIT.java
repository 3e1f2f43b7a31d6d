package pl.kartoteka.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Kartoteka is for, from a NIP to a delivered message. */
class MainJobIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** The demo checks every step it tells of; the second run meets the data of the first. */
    @Test
    void demoTellsTheTruthTwice() throws Exception {
        assertThat(runDemo()).isZero();
        assertThat(runDemo()).isZero();
    }

    @Test
    void oneTraceRunsFromTheCallToTheMembership() {
        var trait = Api.as("admin").post("/traits", """
                {"code":"TRACED","name":"Śledzony"}""").expect(201);
        var segment = Api.as("marketing").post("/segments", """
                {"name":"Śledzeni","type":"DYNAMIC","visibility":"PUBLIC",
                 "criteria":{"field":"traits","op":"hasAny","value":["TRACED"]}}""").expect(201);
        // Until it is ready, its members come from the filling of it, which is a job of its own.
        await().atMost(ofSeconds(20)).until(() -> Api.as("marketing").get("/segments/" + segment.id())
                .json().path("status").asString().equals("READY"));
        var registration = Api.as("sales").request("POST", "/clients", """
                {"kind":"COMPANY","name":"Ślad sp. z o.o.","nip":"%s","stage":"POTENTIAL","traitIds":["%s"]}"""
                .formatted(Numbers.nip(), trait.id()))
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");

        var client = Api.as("sales").send(registration).expect(201);

        var registered = Topics.await("kartoteka.clients.v1", record -> record.key().equals(client.id()));
        var entered = Topics.await("kartoteka.segment-members.v1",
                record -> record.key().equals(segment.id() + "|" + client.id()));
        assertThat(Topics.header(registered, "traceparent")).contains(TRACE);
        assertThat(Topics.header(entered, "traceparent")).contains(TRACE);
        assertThat(Topics.header(entered, "ce_type")).isEqualTo("kartoteka.segment.entered.v1");
    }

    private static int runDemo() throws IOException, InterruptedException {
        var demo = new ProcessBuilder(
                RunningSuite.ROOT.resolve("deploy/local/demo").toString(),
                "--port-offset", Integer.toString(RunningSuite.get().ports().offset()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(Path.of("target/demo.log").toFile()));
        var process = demo.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("demo ends; see target/demo.log").isTrue();
        return process.exitValue();
    }
}
