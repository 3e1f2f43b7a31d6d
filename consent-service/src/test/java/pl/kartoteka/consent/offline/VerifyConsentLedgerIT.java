package pl.kartoteka.consent.offline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever checks has an export, the public key and a JDK. */
@ServiceTest
class VerifyConsentLedgerIT {
    private final Api api;
    private final OfflineCheck check;
    private final UUID client;

    @Autowired
    VerifyConsentLedgerIT(WebTestClient web, ApplicationContext context) {
        this.api = new Api(web);
        this.check = new OfflineCheck(api);
        this.client = new Clients(context).known();
    }

    @BeforeEach
    void recordAChain() {
        api.answer(client, "EMAIL_MARKETING", "PENDING");
        api.answer(client, "EMAIL_MARKETING", "GRANTED");
    }

    @Test
    void runsFromItsSourceWithNothingButTheJavaPlatform(@TempDir Path directory) throws Exception {
        Path export = Files.writeString(directory.resolve("export.ndjson"), check.export());
        Path key = Files.writeString(directory.resolve("key.json"), key());
        Path source = Path.of("src/main/java/pl/kartoteka/consent/offline/VerifyConsentLedger.java");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Process process = new ProcessBuilder(
                List.of(java, source.toAbsolutePath().toString(), export.toString(), key.toString()))
                .directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).startsWith("INTACT: ");
        assertThat(process.waitFor()).isEqualTo(VerifyConsentLedger.INTACT);
    }

    @Test
    void takesTheKeyAsPemAsWell(@TempDir Path directory) throws Exception {
        String base64 = key().replaceAll("(?s).*\"publicKey\":\"([^\"]+)\".*", "$1");
        Path export = Files.writeString(directory.resolve("export.ndjson"), check.export());
        Path key = Files.writeString(
                directory.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");

        assertThat(VerifyConsentLedger.run(System.out, export.toString(), key.toString()))
                .isEqualTo(VerifyConsentLedger.INTACT);
    }

    @Test
    void seesThatAnExportWasCutOffOrThinnedOut() {
        List<String> lines = check.export().lines().toList();
        List<String> withoutEnd = lines.subList(0, lines.size() - 1);
        List<String> withoutAChain = lines.stream().filter(line -> !line.contains(client.toString())).toList();

        assertThat(check.run(String.join("\n", withoutEnd))).contains("export: CUT_OFF");
        assertThat(check.run(String.join("\n", withoutAChain))).contains("export: LINES_MISSING");
    }

    @Test
    void takesAnExportThatEndsWithAnEmptyLine() {
        String export = check.export().stripTrailing();

        assertThat(check.run(export).getLast()).startsWith("INTACT: ");
        assertThat(check.run(export + "\n\n").getLast()).startsWith("INTACT: ");
        assertThat(check.run(export + "\r\n\r\n").getLast()).startsWith("INTACT: ");
    }

    @Test
    void saysThatItCannotReadWhatIsNoExport() {
        assertThat(VerifyConsentLedger.run(System.out)).isEqualTo(VerifyConsentLedger.UNREADABLE);
        assertThat(check.run("{\"type\":\"ledger\",\"format\":99}").getLast()).startsWith("cannot be checked: ");
        assertThat(check.run("rubbish").getLast()).startsWith("cannot be checked: ");
    }

    @Test
    void leavesOutWhatIsPersonalUnlessAskedForIt() {
        api.grant(client, "SMS_MARKETING");

        byte[] export = api.privacy().get().uri("/api/v1/consent-ledger/export").exchange().expectStatus().isOk()
                .expectBody().returnResult().getResponseBodyContent();

        assertThat(new String(export, StandardCharsets.UTF_8)).contains(client.toString()).doesNotContain("sklepie");
        assertThat(check.run(new String(export, StandardCharsets.UTF_8)).getLast()).startsWith("INTACT: ");
    }

    private String key() {
        return new String(api.privacy().get().uri("/api/v1/consent-ledger/public-key").exchange()
                .expectBody().returnResult().getResponseBodyContent(), StandardCharsets.UTF_8);
    }
}
