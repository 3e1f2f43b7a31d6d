package pl.kartoteka.client.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class RecognitionIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final Random RANDOM = new Random();

    private final ImportTrial trial;
    private final Api api;
    private final String source = "S" + UUID.randomUUID();

    RecognitionIT(@Autowired WebTestClient web) {
        this.trial = new ImportTrial(web);
        this.api = Api.of(web);
    }

    @Test
    void correctsClientsByTheIdsThatExportsWrite() {
        String anna = register(Cards.person("Anna", "Bez-Numeru"));
        String jan = register(Cards.person("Jan", "Bez-Numeru"));

        JsonNode job = run("Identyfikator;Imię;Nazwisko;E-mail\n%s;Anna;Poprawiona;anna@x.example\n%s;Jan;Bez-Numeru;\n"
                .formatted(anna, jan));

        assertThat(counts(job)).isEqualTo("registered 0 updated 1 unchanged 1 refused 0");
        assertThat(client(anna).path("lastName").asString()).isEqualTo("Poprawiona");
        assertThat(client(jan).path("version").asLong()).isEqualTo(1);
    }

    @Test
    void needsNoNameWhereTheIdIsKnown() {
        String anna = register(Cards.person("Anna", "Bez-Numeru"));

        JsonNode job = run("id,phone\n%s,500 100 200\n,500 100 201\n".formatted(anna));

        assertThat(counts(job)).isEqualTo("registered 0 updated 1 unchanged 0 refused 1");
        assertThat(client(anna).at("/phones/0/number").asString()).isEqualTo("+48500100200");
        assertThat(errors(job)).containsExactly("3  required");
    }

    @Test
    void refusesIdsThatAreNoClients() {
        String survivor = register(Cards.company("Zostaje"));
        String duplicate = register(Cards.company("Znika"));
        assertThat(api.post(CLIENTS + "/" + survivor + "/merge", Cards.json(Map.of("duplicateId", duplicate))).status())
                .isEqualTo(201);

        JsonNode job = run("id,name\n%s,Nikt\n17,Nikt\n%s,Znika\n".formatted(UUID.randomUUID(), duplicate));

        assertThat(errors(job)).containsExactly("2 id import.id-unknown", "3 id import.id-unknown",
                "4 id client.merged");
        assertThat(trial.errors(job).get(1).path("value").asString()).isEqualTo("17");
    }

    @Test
    void refusesASecondRowForTheSameId() {
        String anna = register(Cards.person("Anna", "Bez-Numeru"));

        JsonNode job = run("id,firstName,lastName\n%1$s,Anna,Jedna\n%1$s,Anna,Druga\n".formatted(anna));

        assertThat(errors(job)).containsExactly("3 id import.row-repeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"euVatNumber", "regon", "krs", "pesel"})
    void recognisesClientsByTheirNumbers(String field) {
        String number = number(field);
        String kind = field.equals("pesel") ? "PERSON" : "COMPANY";
        String id = register(Cards.json(Map.of("kind", kind, "name", "Dawna nazwa", field, number)));

        JsonNode job = run("name,kind,%s\nNowa nazwa,%s,%s\n".formatted(field, kind, number));
        JsonNode again = run("name,kind,%s\nNowa nazwa,%s,%s\n".formatted(field, kind, number));

        assertThat(counts(job)).isEqualTo("registered 0 updated 1 unchanged 0 refused 0");
        assertThat(client(id).path("name").asString()).isEqualTo("Nowa nazwa");
        assertThat(counts(again)).isEqualTo("registered 0 updated 0 unchanged 1 refused 0");
    }

    @Test
    void refusesNumbersThatAreSeveralClients() {
        String regon = number("regon");
        String one = register(Cards.json(Map.of("kind", "COMPANY", "name", "Jedna", "regon", regon)));
        String other = register(Cards.json(Map.of("kind", "COMPANY", "name", "Druga", "regon", regon)));

        JsonNode job = run("name,regon\nKtóraś,%s\n".formatted(regon));

        assertThat(errors(job)).containsExactly("2 regon import.client-ambiguous");
        assertThat(trial.errors(job).getFirst().path("message").asString()).contains(one, other);
        assertThat(api.post(CLIENTS + "/" + one + "/merge", Cards.json(Map.of("duplicateId", other))).status())
                .isEqualTo(201);
        assertThat(counts(run("name,regon\nKtóraś,%s\n".formatted(regon))))
                .isEqualTo("registered 0 updated 1 unchanged 0 refused 0");
        assertThat(client(one).path("name").asString()).isEqualTo("Któraś");
    }

    @Test
    void takesNobodyForAClientWithAnotherNipOrAnotherCode() {
        String regon = number("regon");
        run("code,name,nip,regon\nA,Pierwsza,%s,%s\n".formatted(Cards.freshNip(), regon));

        JsonNode job = run("code,name,nip,regon\nB,Druga,%s,%s\nC,Trzecia,,%s\n"
                .formatted(Cards.freshNip(), regon, regon));

        assertThat(counts(job)).isEqualTo("registered 2 updated 0 unchanged 0 refused 0");
        assertThat(job.at("/report/warned").asLong()).isEqualTo(2);
    }

    @Test
    void knowsBranchesByTheRegonOfTheirLocalUnit() {
        String nip = Cards.freshNip();
        String regon = number("regon");
        String unit = localUnit(regon);
        String file = "name,nip,regon,headOffice\nCentrala,%1$s,%2$s,\nOddział,%1$s,%3$s,%1$s\n"
                .formatted(nip, regon, unit);

        assertThat(counts(run(file))).isEqualTo("registered 2 updated 0 unchanged 0 refused 0");
        assertThat(counts(run(file.replace("Oddział", "Filia"))))
                .isEqualTo("registered 0 updated 1 unchanged 1 refused 0");
        assertThat(counts(run("name,regon\nCentrala i już,%s\nFilia i już,%s\n".formatted(regon, unit))))
                .isEqualTo("registered 0 updated 2 unchanged 0 refused 0");
    }

    @Test
    void tellsRowsOfAFileByTheirNumbers() {
        String regon = number("regon");
        String rows = IntStream.range(0, 1_000).mapToObj(i -> "Inna " + source + i + ",\n")
                .collect(Collectors.joining());
        String file = "name,regon\nJedna,%1$s\n%2$sDruga,%1$s\n".formatted(regon, rows);

        JsonNode looked = run(file, Map.of("dryRun", "true"));
        JsonNode job = run(file);

        assertThat(errors(looked)).containsExactly("1003  import.row-repeated").isEqualTo(errors(job));
        assertThat(counts(looked)).isEqualTo(counts(job));
    }

    @ParameterizedTest
    @CsvSource({"regon,0,BEST_EFFORT", "krs,0,BEST_EFFORT", "regon,1000,BEST_EFFORT", "regon,0,ALL_OR_NOTHING",
        "euVatNumber,1000,ALL_OR_NOTHING"})
    void takesRowsWithDifferentNipsForDifferentClients(String field, int between, String mode) {
        String number = number(field);
        List<String> nips = List.of(Cards.freshNip(), Cards.freshNip(), Cards.freshNip());
        String file = "name,nip,%s\nJedna,%s,%s\n".formatted(field, nips.get(0), number) + others(between)
                + "Druga,%s,%s\nTrzecia,%s,%s\n".formatted(nips.get(1), number, nips.get(2), number);

        JsonNode looked = run(file, Map.of("mode", mode, "dryRun", "true"));
        JsonNode job = run(file, Map.of("mode", mode));
        JsonNode again = run(file, Map.of("mode", mode));

        assertThat(counts(job)).isEqualTo("registered %d updated 0 unchanged 0 refused 0".formatted(between + 3));
        assertThat(counts(looked)).isEqualTo(counts(job));
        assertThat(counts(again)).isEqualTo("registered 0 updated 0 unchanged %d refused 0".formatted(between + 3));
        assertThat(run("name,nip\nPoprawiona,%s\n".formatted(nips.get(1))).at("/report/updated").asLong()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000})
    void refusesARowWithoutANipThatHasANumberOfOneWithANip(int between) {
        String regon = number("regon");
        String file = "name,nip,regon\nJedna,%s,%s\n".formatted(Cards.freshNip(), regon) + others(between)
                + "Bez,,%1$s\nDruga,%2$s,%1$s\n".formatted(regon, Cards.freshNip());
        String reversed = "name,nip,regon\nBez,,%1$s\nDruga,%2$s,%1$s\n".formatted(number("regon"), Cards.freshNip());

        JsonNode looked = run(file, Map.of("dryRun", "true"));
        JsonNode job = run(file);

        assertThat(errors(job)).containsExactly((between + 3) + "  import.row-repeated").isEqualTo(errors(looked));
        assertThat(counts(job)).isEqualTo(counts(looked))
                .isEqualTo("registered %d updated 0 unchanged 0 refused 1".formatted(between + 2));
        assertThat(errors(run(reversed))).containsExactly("3 nip import.row-repeated");
    }

    /** Of two rows that may be the client without a NIP, the first gives it one, and the other is somebody else. */
    @ParameterizedTest
    @CsvSource({"0,BEST_EFFORT", "1000,BEST_EFFORT", "0,ALL_OR_NOTHING", "1000,ALL_OR_NOTHING"})
    void givesTheNipToOneAndTakesTheOtherForAnother(int between, String mode) {
        String regon = number("regon");
        String known = register(Cards.json(Map.of("kind", "COMPANY", "name", "Bez NIP", "regon", regon)));
        String nip = Cards.freshNip();
        String file = "name,nip,regon\nJedna,%s,%s\n".formatted(nip, regon) + others(between)
                + "Druga,%s,%s\n".formatted(Cards.freshNip(), regon);

        JsonNode looked = run(file, Map.of("mode", mode, "dryRun", "true"));
        JsonNode job = run(file, Map.of("mode", mode));

        assertThat(errors(job)).isEmpty();
        assertThat(counts(job)).isEqualTo("registered %d updated 1 unchanged 0 refused 0".formatted(between + 1));
        assertThat(counts(looked)).isEqualTo(counts(job));
        assertThat(client(known).path("nip").asString()).isEqualTo(nip);
        assertThat(counts(run(file, Map.of("mode", mode))))
                .isEqualTo("registered 0 updated 0 unchanged %d refused 0".formatted(between + 2));
    }

    @Test
    void warnsOfNewClientsWhoMayBeThereAlreadyInATrialAsInEarnest() {
        String phone = "+48%09d".formatted(600_000_000 + RANDOM.nextInt(99_999_999));
        ObjectNode known = Cards.person("Anna", "Znana");
        known.putArray("emails").addObject().put("address", source + "@znana.example");
        known.putArray("phones").addObject().put("number", phone);
        String id = register(known);
        String file = "firstName,lastName,email,phone\nAnia,Znana,%s@znana.example,%s\nAnna,Znana,,\nJan,Nowy,jan%s@x.example,\n"
                .formatted(source, phone, source);

        JsonNode looked = run(file, Map.of("kind", "PERSON", "dryRun", "true"));
        JsonNode job = run(file, Map.of("kind", "PERSON"));

        assertThat(job.at("/report/registered").asLong()).isEqualTo(3);
        assertThat(job.at("/report/warned").asLong()).isEqualTo(1);
        assertThat(warnings(job)).isEqualTo(warnings(looked)).singleElement().satisfies(warning -> {
            assertThat(warning.path("line").asLong()).isEqualTo(2);
            assertThat(warning.path("code").asString()).isEqualTo("import.near-duplicate");
            assertThat(warning.at("/duplicates/0/id").asString()).isEqualTo(id);
            assertThat(warning.at("/duplicates/0/matched").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrder("EMAIL", "PHONE");
        });
        assertThat(trial.get("/api/v1/client-imports/" + job.path("id").asString() + "/warnings?count=true&limit=1")
                .path("total").asLong()).isEqualTo(1);
        assertThat(counts(looked)).isEqualTo(counts(job));
        assertThat(run(file, Map.of("kind", "PERSON")).at("/report/unchanged").asLong()).isEqualTo(3);
    }

    /** Rows that a thousand are taken of at a time, each somebody else. */
    private String others(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> "Inna " + source + i + ",,\n").collect(Collectors.joining());
    }

    private List<JsonNode> warnings(JsonNode job) {
        return trial.get("/api/v1/client-imports/" + job.path("id").asString() + "/warnings").path("items")
                .valueStream().toList();
    }

    private JsonNode run(String file) {
        return run(file, Map.of());
    }

    private JsonNode run(String file, Map<String, String> more) {
        var options = new HashMap<>(Map.of("source", source));
        options.putAll(more);
        return trial.run(file, options);
    }

    private List<String> errors(JsonNode job) {
        return trial.errors(job).stream().map(error -> error.path("line").asLong() + " "
                + error.path("column").asString("") + " " + error.path("code").asString()).toList();
    }

    private static String counts(JsonNode job) {
        JsonNode report = job.path("report");
        return List.of("registered", "updated", "unchanged", "refused").stream()
                .map(count -> count + " " + report.path(count).asLong()).collect(Collectors.joining(" "));
    }

    private String register(ObjectNode card) {
        var answer = api.post(CLIENTS, card);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.id();
    }

    private JsonNode client(String id) {
        return trial.get(CLIENTS + "/" + id);
    }

    /** Made up, with a valid checksum. */
    private static String number(String field) {
        int some = RANDOM.nextInt(10_000_000, 99_999_999);
        return switch (field) {
            case "euVatNumber" -> "DE1" + some;
            case "krs" -> "00" + some;
            case "pesel" -> {
                String ten = "440514%04d".formatted(RANDOM.nextInt(10_000));
                yield ten + (10 - weighted(ten, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10;
            }
            default -> some + "" + weighted(String.valueOf(some), 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10;
        };
    }

    private static String localUnit(String regon) {
        String thirteen = regon + "0001";
        return thirteen + weighted(thirteen, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8) % 11 % 10;
    }

    private static int weighted(String digits, int... weights) {
        return IntStream.range(0, weights.length).map(i -> weights[i] * (digits.charAt(i) - '0')).sum();
    }
}
