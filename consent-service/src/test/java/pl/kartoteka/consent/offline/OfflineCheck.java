package pl.kartoteka.consent.offline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import pl.kartoteka.consent.Api;
import tools.jackson.databind.JsonNode;

/** Exports the ledger as it is and checks it with nothing but that and the public key. */
public final class OfflineCheck {
    private final Api api;

    public OfflineCheck(Api api) {
        this.api = api;
    }

    /** Without the line that sums up. */
    public List<String> findings(String... headKeptElsewhere) {
        List<String> output = run(export(), headKeptElsewhere);
        boolean intact = output.getLast().startsWith("INTACT: ");
        if (intact != (output.size() == 1)) {
            throw new AssertionError("the last line says something else than the others: " + output.getLast());
        }
        return output.subList(0, output.size() - 1);
    }

    /** What the service found, as the offline check spells it. */
    public static List<String> spelled(JsonNode verification) {
        return verification.path("findings").valueStream().map(finding -> {
            String kind = finding.path("kind").asString();
            if (!finding.path("clientId").isString()) {
                return "head " + finding.path("head").asLong() + ": " + kind;
            }
            String where = finding.path("clientId").asString()
                    + (!finding.path("position").isNumber() ? "" : " " + finding.path("position").asLong());
            String shown = !finding.path("head").isNumber()
                    ? ""
                    : ", as head " + finding.path("head").asLong() + " shows";
            return where + ": " + kind + shown;
        }).toList();
    }

    public String export() {
        return text("/api/v1/consent-ledger/export?details=true");
    }

    List<String> run(String export, String... headKeptElsewhere) {
        try {
            Path exported = Files.writeString(Files.createTempFile("ledger", ".ndjson"), export);
            Path key = Files.writeString(
                    Files.createTempFile("ledger", ".json"), text("/api/v1/consent-ledger/public-key"));
            var output = new ByteArrayOutputStream();
            String kept = headKeptElsewhere.length == 0 ? "" : headKeptElsewhere[0];
            VerifyConsentLedger.run(
                    new PrintStream(output, true, StandardCharsets.UTF_8), exported.toString(), key.toString(), kept);
            Files.delete(exported);
            Files.delete(key);
            return output.toString(StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String path) {
        byte[] body = api.privacy().get().uri(path).exchange().expectStatus().isOk()
                .expectBody().returnResult().getResponseBodyContent();
        return new String(body, StandardCharsets.UTF_8);
    }
}
