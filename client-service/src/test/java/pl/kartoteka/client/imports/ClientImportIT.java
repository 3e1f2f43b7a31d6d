package pl.kartoteka.client.imports;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.documents.CsvShape;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ClientImportIT {
    @Autowired
    DatabaseClient database;
    private final KafkaProbe kafka = KafkaProbe.shared();
    private final ImportTrial trial;
    private final Api api;
    private final String source = "S" + UUID.randomUUID();

    ClientImportIT(@Autowired WebTestClient web) {
        this.trial = new ImportTrial(web);
        this.api = Api.of(web);
    }

    @Test
    void registersClientsFromAPolishSpreadsheet() {
        String nip = Cards.freshNip();
        JsonNode job = trial.run(ImportTrial.named(("""
                Nazwa;NIP;Ulica;Nr domu;Kod pocztowy;Miejscowość;E-mail;Telefon;Grupa;Cechy;Termin płatności;Rabat %%;Uwagi
                Żródło Świeżości;PL %s;Kolejowa;5;90001;Łódź;biuro@zrodlo.example;500 100 200;Hurtownicy;VIP, Stały;14;5,5%%;x
                """.formatted(dashed(nip))).getBytes(Charset.forName("windows-1250")), "klienci.csv"), options());

        assertThat(job.path("status").asString()).isEqualTo("DONE");
        assertThat(job.path("report").path("encoding").asString()).isEqualTo("windows-1250");
        assertThat(job.path("report").path("registered").asLong()).isEqualTo(1);
        JsonNode client = trial.get("/api/v1/clients?q=" + nip).path("items").get(0);
        JsonNode card = trial.get("/api/v1/clients/" + client.path("id").asString());
        assertThat(card.path("name").asString()).isEqualTo("Żródło Świeżości");
        assertThat(card.path("addresses").get(0).path("postalCode").asString()).isEqualTo("90-001");
        assertThat(card.path("phones").get(0).path("number").asString()).isEqualTo("+48500100200");
        assertThat(card.path("terms").path("discountPercent").asString()).isEqualTo("5.5");
        assertThat(card.path("traitIds").size()).isEqualTo(2);
        assertThat(trial.get("/api/v1/client-groups/" + card.path("groupId").asString()).path("name").asString())
                .isEqualTo("Hurtownicy");
        var event = kafka.awaitEvent(ClientEvent.TOPIC, "kartoteka.client.registered.v1",
                client.path("id").asString());
        assertThat(event.data().toString()).contains(nip);
        JsonNode history = trial.get("/api/v1/clients/" + client.path("id").asString() + "/history").path("items");
        assertThat(history.get(0).path("channel").asString()).isEqualTo("IMPORT");
    }

    @Test
    void forgetsAMappingOnlyAsItWasSeen() {
        String mappings = "/api/v1/client-import-mappings";
        String column = "Kol_" + source;
        String file = column + "\nFirma\n";
        Map<String, String> options = Map.of("source", source, "mapping", "{\"" + column + "\":\"name\"}");
        trial.run(file, options);
        JsonNode listed = api.get(mappings + "?limit=500").body().path("items").valueStream()
                .filter(one -> one.at("/columns/0/column").asString().equals(column)).findFirst().orElseThrow();
        String mapping = mappings + "/" + listed.path("id").asString();
        var seen = api.get(mapping);
        assertThat(seen.body()).isEqualTo(listed);
        assertThat(seen.etag()).isEqualTo("\"1\"");
        trial.run(file, options);

        assertThat(api.delete(mapping, null).status()).isEqualTo(428);
        assertThat(api.delete(mapping, seen.etag()).status()).isEqualTo(412);
        assertThat(api.delete(mapping, api.get(mapping).etag()).status()).isEqualTo(204);
        assertThat(api.delete(mapping, seen.etag()).status()).isEqualTo(404);
        assertThat(api.get(mapping).status()).isEqualTo(404);
    }

    @Test
    void tellsEachBadRowAndTakesTheGoodOnes() {
        JsonNode job = trial.run("""
                name,nip,pesel,kind,address.postalCode,terms.paymentDays
                Dobra,%s,,,,
                Zły NIP,1234567890,,,,
                Zły PESEL,,12345678901,PERSON,,
                ,%s,,,,
                Dwa błędy,,,,1,soon
                Zły rodzaj,,,ROBOT,,
                """.formatted(Cards.freshNip(), Cards.freshNip()), options());

        assertThat(job.path("status").asString()).isEqualTo("DONE");
        assertThat(job.path("report").path("registered").asLong()).isEqualTo(1);
        assertThat(job.path("report").path("refused").asLong()).isEqualTo(5);
        assertThat(trial.errors(job)).extracting(error -> error.path("line").asLong() + " "
                + error.path("column").asString("") + " " + error.path("value").asString("") + " "
                + error.path("code").asString())
                .containsExactlyInAnyOrder("3 nip 1234567890 nip.invalid", "4 pesel *** pesel.invalid",
                        "5   required", "6 address.postalCode 1 postal-code.invalid",
                        "6 terms.paymentDays soon integer.expected", "7 kind ROBOT choice.expected");
    }

    @Test
    void changesNothingWhenTheSameFileComesAgain() {
        String file = "name,nip,email\nPierwsza,%s,a@a.example\nBez numeru,,b@b.example\nTrzecia,%s,\n"
                .formatted(Cards.freshNip(), Cards.freshNip());
        trial.run(file, options());
        long before = changes();

        JsonNode again = trial.run(file, options());

        assertThat(again.path("report").path("unchanged").asLong()).isEqualTo(3);
        assertThat(again.path("report").path("registered").asLong()).isZero();
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void correctsWhatAFileSaysAnewAndKeepsTheRest() {
        String nip = Cards.freshNip();
        trial.run("code,name,nip,email,traits\nK1,Stara nazwa,%s,a@a.example,Jedna\n".formatted(nip), options());

        JsonNode job = trial.run("code,name,phone,traits\nK1,Nowa nazwa,+48500100201,Druga\n", options());

        assertThat(job.path("report").path("updated").asLong()).isEqualTo(1);
        JsonNode client = client(nip);
        assertThat(client.path("version").asLong()).isEqualTo(2);
        assertThat(client.path("name").asString()).isEqualTo("Nowa nazwa");
        assertThat(client.path("emails").get(0).path("address").asString()).isEqualTo("a@a.example");
        assertThat(client.path("phones").get(0).path("number").asString()).isEqualTo("+48500100201");
        assertThat(client.path("traitIds").size()).isEqualTo(2);
        kafka.awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", client.path("id").asString());
    }

    @Test
    void namesAClientInTheWayByItsIdAlone() {
        String nip = Cards.freshNip();
        trial.run("name,nip\nJan Przykładowy,%s\n".formatted(nip), options());
        trial.run("code,name,nip\nN2,Drugi,%s\n".formatted(Cards.freshNip()), options());

        JsonNode job = trial.run("code,name,nip\nN2,Drugi,%s\n".formatted(nip), options());

        assertThat(trial.errors(job)).singleElement().satisfies(error -> {
            assertThat(error.path("code").asString()).isEqualTo("nip-in-use");
            assertThat(error.path("value").asString()).isEqualTo(nip);
            assertThat(error.path("message").asString()).contains(client(nip).path("id").asString())
                    .doesNotContain("Przykładowy");
        });
    }

    @Test
    void correctsTheClientThatTheOneOfTheRowWasMergedInto() {
        String nip = Cards.freshNip();
        trial.run("code,name,nip\nS1,Zostaje,%s\n".formatted(nip), options());
        trial.run("code,name\nS2,Znika\n", options());
        String survivor = client(nip).path("id").asString();
        String duplicate = byCode("S2").path("id").asString();
        assertThat(api.post("/api/v1/clients/" + survivor + "/merge", Cards.json(Map.of("duplicateId", duplicate)))
                .status()).isEqualTo(201);

        JsonNode job = trial.run("code,name,shortName\nS2,Zostaje,Nowy skrót\n", options());

        assertThat(job.path("report").path("updated").asLong()).isEqualTo(1);
        assertThat(client(nip).path("shortName").asString()).isEqualTo("Nowy skrót");
    }

    @Test
    void assignsNoRetiredEntryAndForAMergedOneTheOneInItsPlace() {
        String retired = trait("Wycofana " + source, "RA");
        String merged = trait("Dawna " + source, "MA");
        String place = trait("Obecna " + source, "MB");
        database.sql("update dictionary_entry set retired = true where id = any(:ids)")
                .bind("ids", new UUID[]{UUID.fromString(retired), UUID.fromString(merged)}).then().block();
        database.sql("update dictionary_entry set merged_into = :into where id = :id")
                .bind("into", UUID.fromString(place)).bind("id", UUID.fromString(merged)).then().block();
        String nip = Cards.freshNip();

        JsonNode job = trial.run("name,nip,traits\nA,%s,dawna %s\nB,,wycofana %s\n".formatted(nip, source, source),
                options());

        assertThat(client(nip).path("traitIds").toString()).isEqualTo("[\"" + place + "\"]");
        assertThat(trial.errors(job)).singleElement()
                .satisfies(error -> assertThat(error.path("code").asString()).isEqualTo("dictionary-entry.retired"));
        String another = trait("Wycofana " + source, "RB");
        String later = Cards.freshNip();
        trial.run("name,nip,traits\nC,%s,wycofana %s\n".formatted(later, source), options());
        assertThat(client(later).path("traitIds").toString()).isEqualTo("[\"" + another + "\"]");
    }

    private String trait(String name, String code) {
        var added = api.post("/api/v1/traits", Cards.json(Map.of("name", name, "code",
                code + source.substring(1, 9).toUpperCase(Locale.ROOT))));
        assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
        return added.id();
    }

    @Test
    void isStoppedByNoCodeThatNoIndexTakesAndNoSignThatNoDatabaseKeeps() {
        String code = new Random(1).ints(8_000, 'a', 'z' + 1).collect(StringBuilder::new,
                StringBuilder::appendCodePoint, StringBuilder::append).toString();
        String nip = Cards.freshNip();
        // A file with NUL where it begins is taken for no text at all.
        String file = "code,name,nip,terms.paymentDays\n" + code + ",Długi kod," + nip + ",\n"
                + "\n".repeat(CsvShape.SAMPLE) + "\0K\0,Z\0a,,so\0on\n";

        JsonNode job = trial.run(file, options());

        assertThat(job.path("status").asString()).isEqualTo("DONE");
        assertThat(job.path("report").path("registered").asLong()).isEqualTo(1);
        assertThat(trial.errors(job)).singleElement()
                .satisfies(error -> assertThat(error.path("value").asString()).isEqualTo("soon"));
    }

    @Test
    void leavesWhatIsThereAloneWhenAskedTo() {
        String nip = Cards.freshNip();
        trial.run("name,nip\nPierwotna,%s\n".formatted(nip), options());

        JsonNode job = trial.run("name,nip\nInna,%s\n".formatted(nip),
                Map.of("source", source, "existing", "SKIP"));

        assertThat(job.path("report").path("unchanged").asLong()).isEqualTo(1);
        assertThat(client(nip).path("name").asString()).isEqualTo("Pierwotna");
    }

    @Test
    void givesADryRunTheVerdictsOfTheRealOneAndWritesNothing() {
        String nip = Cards.freshNip();
        String file = "name,nip,group\nA,%s,Nowa grupa %s\nB,%s,\nC,123,\nA,%s,Nowa grupa %s\n"
                .formatted(nip, source, nip, nip, source);

        JsonNode dry = trial.run(file, Map.of("source", source, "dryRun", "true"));
        long clients = clients(nip);
        JsonNode real = trial.run(file, options());

        assertThat(clients).isZero();
        assertThat(clients(nip)).isEqualTo(1);
        for (String count : List.of("registered", "updated", "unchanged", "refused")) {
            assertThat(dry.path("report").path(count)).as(count).isEqualTo(real.path("report").path(count));
        }
        assertThat(trial.errors(dry)).isEqualTo(trial.errors(real)).hasSize(2);
        assertThat(dry.path("report").path("written").asBoolean()).isFalse();
    }

    @Test
    void takesAllOrNothing() {
        String good = Cards.freshNip();
        Map<String, String> together = Map.of("source", source, "mode", "ALL_OR_NOTHING");

        JsonNode refused = trial.run("name,nip\nDobra,%s\nZła,123\n".formatted(good), together);

        assertThat(refused.path("report").path("written").asBoolean()).isFalse();
        assertThat(refused.path("report").path("refused").asLong()).isEqualTo(1);
        assertThat(trial.errors(refused)).hasSize(1);
        assertThat(clients(good)).isZero();

        JsonNode taken = trial.run("name,nip\nDobra,%s\nTakże,%s\n".formatted(good, Cards.freshNip()), together);

        assertThat(taken.path("report").path("written").asBoolean()).isTrue();
        assertThat(taken.path("report").path("registered").asLong()).isEqualTo(2);
        assertThat(clients(good)).isEqualTo(1);
    }

    @Test
    void tellsWhereAFileRepeatsItself() {
        String nip = Cards.freshNip();
        var file = new StringBuilder("name,nip\nPierwsza,%s\n".formatted(nip));
        for (int i = 0; i < 1_100; i++) {
            file.append("Bez numeru ").append(source).append(i).append(",\n");
        }
        file.append("Druga,%s\nPierwsza,%s\n".formatted(nip, nip));

        JsonNode job = trial.run(file.toString(), options());

        assertThat(trial.errors(job)).singleElement().satisfies(error -> {
            assertThat(error.path("line").asLong()).isEqualTo(1_103);
            assertThat(error.path("code").asString()).isEqualTo("import.row-repeated");
            assertThat(error.path("message").asString()).contains("Line 2");
        });
        assertThat(job.path("report").path("unchanged").asLong()).isEqualTo(1);
    }

    @Test
    void remembersWhichColumnIsWhich() {
        String columns = "Kontr_" + source + ";Pole7";
        String mapping = "{\"Kontr_" + source + "\":\"name\",\"Pole7\":\"nip\"}";
        String nip = Cards.freshNip();
        trial.post(ImportTrial.named((columns + "\nX;1\n").getBytes(), "x.csv"), options()).expectStatus()
                .isBadRequest().expectBody().jsonPath("$.errors[0].code").isEqualTo("import.name-unmapped");

        trial.run(columns + "\nFirma A;" + Cards.freshNip() + "\n", Map.of("source", source, "mapping", mapping));
        JsonNode later = trial.run(columns + "\nFirma B;" + nip + "\n", options());

        assertThat(later.path("report").path("registered").asLong()).isEqualTo(1);
        assertThat(client(nip).path("name").asString()).isEqualTo("Firma B");
    }

    @Test
    void namesEveryOptionThatCannotBeTaken() {
        trial.post(ImportTrial.named("name\nA\n".getBytes(), "x.csv"),
                Map.of("mode", "HALF", "dryRun", "perhaps", "encoding", "EBCDIC?", "mapping", "{\"name\":\"soul\"}"))
                .expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[*].field").value(fields -> assertThat((List<?>) fields).asList()
                        .containsExactlyInAnyOrder("mode", "dryRun", "encoding", "mapping.name"));
    }

    @Test
    void takesEppWithGroupsAndTraits() {
        String nip = Cards.freshNip();
        String code = "K" + source.substring(1, 9);
        String epp = """
                [INFO]
                "1.05",3,1250,"Demo","DEMO","Demo","Demo Sp. z o.o.","Kraków","30-001","Testowa 1",,,,,,0,,,"Szef",20261122100000,"Polska","PL",,0

                [NAGLOWEK]
                "GRUPYKONTRAHENTOW"

                [ZAWARTOSC]
                "%1$s","Hurt, detal EPP"

                [NAGLOWEK]
                "KONTRAHENCI"

                [ZAWARTOSC]
                2,"%1$s","Kowal","Firma ""Kowal"" Jan Żółć","Łódź","90-001","Kolejowa 5/2","%2$s",,"+48 500 100 203",,,"biuro@example.test",,"Jan",,,,,,,,,,,,,"Polska","PL",0
                6,"%1$s-O",,"Anna Nowak",,,,,,,,,,,,,,,,,,,,,,,,"Polska","PL",0
                2,"%1$s-D","Bäcker","Bäcker GmbH","Berlin","10115","Lange Str. 5","123456789",,,,,,,,,,,,,,,,,,,,"Niemcy","DE",1,"DE"
                2,"%1$s-Z","Zły","Zły",,,,"111",,,,,,,,,,,,,,,,,,,,"Polska","PL",0
                2,"niedomknięty

                [NAGLOWEK]
                "CECHYKONTRAHENTOW"

                [ZAWARTOSC]
                "%1$s","Rzetelny, ""miły"" EPP"
                "%1$s","Terminowy EPP"

                [NAGLOWEK]
                "TOWARY"

                [ZAWARTOSC]
                1,"T1"
                1,"T2"

                """.formatted(code, dashed(nip)).replace("\n", "\r\n");

        JsonNode job = trial.run(ImportTrial.named(epp.getBytes(Charset.forName("windows-1250")), "k.epp"), options());

        assertThat(job.path("report").path("format").asString()).isEqualTo("EPP");
        assertThat(job.path("report").path("registered").asLong()).isEqualTo(3);
        assertThat(job.path("report").path("skippedSections").path("TOWARY").asLong()).isEqualTo(2);
        assertThat(job.path("report").path("notTaken").path("osoba kontaktowa").asLong()).isEqualTo(1);
        assertThat(trial.errors(job)).extracting(error -> error.path("column").asString("") + " "
                + error.path("code").asString())
                .containsExactly("NIP nip.invalid", " import.row-unreadable");
        JsonNode client = client(nip);
        assertThat(client.path("name").asString()).isEqualTo("Firma \"Kowal\" Jan Żółć");
        assertThat(client.path("addresses").get(0).path("building").asString()).isEqualTo("5");
        assertThat(client.path("addresses").get(0).path("unit").asString()).isEqualTo("2");
        assertThat(client.path("traitIds").size()).isEqualTo(2);
        assertThat(trial.get("/api/v1/client-groups/" + client.path("groupId").asString()).path("name").asString())
                .isEqualTo("Hurt, detal EPP");
        JsonNode foreign = byCode(code + "-D");
        assertThat(foreign.path("euVatNumber").asString()).isEqualTo("DE123456789");
        assertThat(foreign.at("/addresses/0/postalCode").asString()).isEqualTo("10115");
        assertThat(foreign.at("/addresses/0/country").asString()).isEqualTo("DE");
        JsonNode again = trial.run(ImportTrial.named(epp.getBytes(Charset.forName("windows-1250")), "k.epp"),
                options());
        assertThat(again.path("report").path("unchanged").asLong()).isEqualTo(3);
    }

    private JsonNode byCode(String code) {
        UUID id = database.sql("select client_id from client_import_key where source = :source and key = :key")
                .bind("source", source).bind("key", "code:" + code).mapValue(UUID.class).one().block();
        return trial.get("/api/v1/clients/" + id);
    }

    private Map<String, String> options() {
        return Map.of("source", source);
    }

    private JsonNode client(String nip) {
        UUID id = database.sql("select id from client where nip = :nip").bind("nip", nip).mapValue(UUID.class).one()
                .block();
        return trial.get("/api/v1/clients/" + id);
    }

    private long clients(String nip) {
        return database.sql("select count(*) from client where nip = :nip").bind("nip", nip).mapValue(Long.class)
                .one().block();
    }

    private long changes() {
        return database.sql("select count(*) from client_change where changed_by = 'importer'").mapValue(Long.class)
                .one().block();
    }

    private static String dashed(String nip) {
        return nip.substring(0, 3) + "-" + nip.substring(3, 6) + "-" + nip.substring(6, 8) + "-" + nip.substring(8);
    }
}
