package pl.kartoteka.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PartsTest {
    @TempDir
    Path directory;

    private Map<String, Part> parts;

    @BeforeEach
    void assemble() {
        parts = assembled(new Ports(100));
    }

    @Test
    void movesEveryAddressWithTheBlockOfPorts() {
        var usual = String.join("|", "808[0-5]", "9000", "9092", "15432", "2525", "8025");

        assertThat(parts.values()).allSatisfy(part -> assertThat(part.environment().values())
                .noneMatch(value -> value.matches("(" + usual + ")|.*:(" + usual + ")(/.*)?")));
        assertThat(parts.get("gateway").readiness()).hasToString("http://localhost:8180/actuator/health/readiness");
    }

    @Test
    void givesNobodyAnothersPasswords() {
        var client = parts.get("client-service").environment();
        var consent = parts.get("consent-service").environment();

        assertThat(client.get("KARTOTEKA_DB_PASSWORD"))
                .isNotEqualTo(client.get("KARTOTEKA_DB_OWNER_PASSWORD"))
                .isNotEqualTo(consent.get("KARTOTEKA_DB_PASSWORD"));
        assertThat(client.values()).doesNotContainAnyElementsOf(secretsOf(consent));
        assertThat(parts.get("gateway").environment()).doesNotContainKey("KARTOTEKA_DB_PASSWORD");
    }

    @Test
    void tellsTheIssuerTheSecretOfEveryService() {
        var told = parts.get("issuer").environment().get("SPRING_APPLICATION_JSON");

        assertThat(parts.get("messaging-service").environment()).hasEntrySatisfying(
                "KARTOTEKA_CLIENT_SECRET",
                secret -> assertThat(told).contains("\"messaging-service\":\"" + secret + "\""));
    }

    @Test
    void makesAKeyOf256BitsForWhatIsSealed() {
        var key = parts.get("client-service").environment().get("KARTOTEKA_SENSITIVE_KEY");

        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    }

    @Test
    void keepsSecretsForTheNextStartWhereOnlyTheirOwnerReadsThem() throws Exception {
        assertThat(assembled(new Ports(100))).isEqualTo(parts);
        assertThat(Files.getPosixFilePermissions(directory.resolve("secrets.properties"))).hasSize(2);
    }

    private Map<String, Part> assembled(Ports ports) {
        var all = new Parts(ports, new Secrets(directory.resolve("secrets.properties")), directory);
        return all.all().collect(Collectors.toMap(Part::name, Function.identity()));
    }

    private static List<String> secretsOf(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> entry.getKey().matches(".*(PASSWORD|SECRET|KEY)"))
                .map(Map.Entry::getValue)
                .toList();
    }
}
