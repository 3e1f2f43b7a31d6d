package pl.kartoteka.client.imports;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class CardInSpreadsheetIT {
    private static final Charset WINDOWS_1250 = Charset.forName("windows-1250");

    private final ImportTrial trial;
    private final Api api;
    private final String source = "S" + UUID.randomUUID();

    CardInSpreadsheetIT(@Autowired WebTestClient web) {
        this.trial = new ImportTrial(web);
        this.api = Api.of(web);
    }

    @Test
    void takesWhatCardsSayInTheWordsOfSpreadsheets() {
        String nip = Cards.freshNip();
        String headOffice = Cards.freshNip();

        JsonNode job = run("""
                Nazwa;NIP;Centrala;Płatnik;Status działalności;Status VAT;Flagi;Opiekun;Dodatkowi opiekunowie;Relacja;Data założenia;Imieniny;WhatsApp;Preferowany kanał;Kontakt od;Kontakt do;Dni kontaktu;Adres wysyłki dokumentów;Wzorzec faktury
                Centrala;%2$s;;;;;;;;;;;;;;;;;
                Oddział;%1$s;%3$s;centrala;zawieszona;czynny;VIP %4$s, Dłużnik %4$s;anna;jan, ewa;dobra;12.05.1998;24.6;+48500100200;telefon;9:00;15:30;pn, Wtorek;faktury@klos.example;Z logo
                """.formatted(nip, headOffice, dashed(headOffice), source));

        assertThat(trial.errors(job)).isEmpty();
        JsonNode card = client(nip);
        assertThat(card.path("headOfficeId").asString()).isEqualTo(client(headOffice).path("id").asString());
        assertThat(card.path("payer").asString()).isEqualTo("HEAD_OFFICE");
        assertThat(card.path("businessStatus").asString()).isEqualTo("SUSPENDED");
        assertThat(card.path("vatStatus").asString()).isEqualTo("ACTIVE");
        assertThat(card.path("flagIds").size()).isEqualTo(2);
        assertThat(card.path("caretakers").valueStream()
                .map(one -> one.path("subject").asString() + " " + one.path("role").asString()))
                .containsExactly("anna PRIMARY", "jan ADDITIONAL", "ewa ADDITIONAL");
        assertThat(card.path("relationship").asString()).isEqualTo("GOOD");
        assertThat(card.path("keyDates").valueStream().map(date -> date.path("date").asString()))
                .containsExactly("1998-05-12", "06-24");
        assertThat(card.at("/messengers/0/network").asString()).isEqualTo("WHATSAPP");
        assertThat(card.path("contactPreferences").toString()).contains("PHONE", "09:00", "15:30", "MONDAY", "TUESDAY");
        assertThat(card.at("/messaging/documentEmail").asString()).isEqualTo("faktury@klos.example");
        assertThat(card.at("/printTemplates/invoice").asString()).isEqualTo("Z logo");

        run("nip,name,caretaker,keyDates.founding,flags\n%s,Oddział,jan,1999-01-01,Nowa %s\n".formatted(nip, source));
        JsonNode corrected = client(nip);
        assertThat(corrected.path("caretakers").valueStream()
                .map(one -> one.path("subject").asString() + " " + one.path("role").asString()))
                .containsExactlyInAnyOrder("anna ADDITIONAL", "jan PRIMARY", "ewa ADDITIONAL");
        assertThat(corrected.path("keyDates").valueStream().map(date -> date.path("date").asString()))
                .containsExactly("1999-01-01", "06-24");
        assertThat(corrected.path("flagIds").size()).isEqualTo(3);
    }

    @Test
    void namesWhatItDoesNotUnderstand() {
        String unknown = Cards.freshNip();
        JsonNode job = run("""
                name,payer,keyDates.birthday,headOffice,contactPreferences.hoursFrom,caretaker
                A,kto inny,,,,
                B,,31.02.1980,,,
                C,,,%s,,
                D,,,,rano,
                E,,,,,ma spację
                F,centrala,,,,
                """.formatted(unknown));

        assertThat(trial.errors(job)).extracting(error -> error.path("line").asLong() + " "
                + error.path("column").asString("") + " " + error.path("value").asString("") + " "
                + error.path("code").asString())
                .containsExactly("2 payer kto inny choice.expected", "3 keyDates.birthday 31.02.1980 key-date.invalid",
                        "4 headOffice " + unknown + " client.unknown",
                        "5 contactPreferences.hoursFrom rano time.expected",
                        "6 caretaker ma spację format.invalid", "7 payer centrala payer.no-head-office");
    }

    @Test
    void putsBranchesBelowHeadOfficesOfTheSameFileHoweverDeep() {
        List<String> nips = IntStream.range(0, 3).mapToObj(_ -> Cards.freshNip()).toList();
        String file = "name,nip,headOffice\nWnuk,%3$s,%2$s\nDziecko,%2$s,%1$s\nKorzeń,%1$s,\n"
                .formatted(nips.toArray());

        JsonNode looked = run(file, Map.of("dryRun", "true"));
        JsonNode job = run(file);

        assertThat(looked.at("/report/registered").asLong()).isEqualTo(3);
        assertThat(job.at("/report/registered").asLong()).isEqualTo(3);
        assertThat(client(nips.get(2)).path("headOfficeId")).isEqualTo(client(nips.get(1)).path("id"));
        assertThat(client(nips.get(1)).path("headOfficeId")).isEqualTo(client(nips.get(0)).path("id"));
        assertThat(run(file).at("/report/unchanged").asLong()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEST_EFFORT", "ALL_OR_NOTHING"})
    void looksForHeadOfficesFarAboveWithTheVerdictsOfTheRealRun(String mode) {
        String headOffice = Cards.freshNip();
        String bad = Cards.freshNip();
        String file = "code,name,nip,headOffice,pesel\nHO,Centrala,%1$s,,\nBAD,Zła,%2$s,,123\n".formatted(headOffice,
                bad)
                + IntStream.range(0, 1_000).mapToObj(i -> "X" + i + ",Inny " + i + ",,,\n")
                        .collect(Collectors.joining())
                + "B1,Oddział,%1$s,%1$s,\nB2,Drugi,,%1$s,\n".formatted(headOffice)
                + (mode.equals("BEST_EFFORT") ? "B3,Trzeci,,%s,\n".formatted(bad) : "");
        if (mode.equals("ALL_OR_NOTHING")) {
            file = file.replace(",123\n", ",\n");
        }

        JsonNode looked = run(file, Map.of("dryRun", "true", "mode", mode));
        JsonNode job = run(file, Map.of("mode", mode));

        assertThat(job.path("status").asString()).isEqualTo("DONE");
        assertThat(job.at("/report/registered")).isEqualTo(looked.at("/report/registered"));
        assertThat(job.at("/report/refused")).isEqualTo(looked.at("/report/refused"));
        assertThat(job.at("/report/refused").asLong()).isEqualTo(mode.equals("BEST_EFFORT") ? 2 : 0);
        assertThat(trial.errors(job).stream().map(JsonNode::toString))
                .isEqualTo(trial.errors(looked).stream().map(JsonNode::toString).toList());
        var branches = api.get("/api/v1/clients/" + client(headOffice).path("id").asString() + "/branches").body();
        assertThat(branches.path("items").size()).isEqualTo(2);
        assertThat(run(file).at("/report/unchanged").asLong()).as("the same file again changes nothing")
                .isEqualTo(job.at("/report/registered").asLong());
    }

    @Test
    void asksForACodeWhereABranchHasNothingOfItsOwn() {
        String nip = Cards.freshNip();

        JsonNode job = run("name,nip,headOffice\nCentrala,%1$s,\nOddział,%1$s,%1$s\n".formatted(nip));

        assertThat(job.at("/report/registered").asLong()).isEqualTo(1);
        assertThat(trial.errors(job)).singleElement().satisfies(error -> assertThat(error.path("code").asString())
                .isEqualTo("import.branch-without-code"));
    }

    @Test
    void refusesTheRowOfALabelThatIsTooLongAndTakesTheOthers() {
        String epp = """
                [INFO]
                "1.05",3,1250,"Demo","DEMO","Demo","Demo","Kraków","30-001","Testowa 1",,,,,,0,,,"Szef",20261122100000,"Polska","PL",,0

                [NAGLOWEK]
                "KONTRAHENCI"

                [ZAWARTOSC]
                2,"A%1$s","A","Długa",,,,"%2$s",,,,,,,,,,,,,,,,,,,"Polska","PL",0
                2,"B%1$s","B","Krótka",,,,"%3$s",,,,,,,,,,,,,,,,,,,"Polska","PL",0

                [NAGLOWEK]
                "CECHYKONTRAHENTOW"

                [ZAWARTOSC]
                "A%1$s","%4$s"
                "B%1$s","Rzetelny"
                """.formatted(source, Cards.freshNip(), Cards.freshNip(), noise(9_000));

        JsonNode job = trial.run(ImportTrial.named(epp.getBytes(WINDOWS_1250), "k.epp"), options());

        assertThat(job.path("status").asString()).as("%s", job).isEqualTo("DONE");
        assertThat(job.at("/report/registered").asLong()).isEqualTo(1);
        assertThat(trial.errors(job)).singleElement().satisfies(error -> {
            assertThat(error.path("column").asString()).isEqualTo("CECHYKONTRAHENTOW");
            assertThat(error.path("code").asString()).isEqualTo("size.too-long");
            assertThat(error.path("value").asString()).hasSize(200);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "x-UTF-16LE-BOM"})
    void readsWhatExcelSavesAsUnicodeText(String encoding) {
        String nip = Cards.freshNip();

        JsonNode job = trial.run(ImportTrial.named("Nazwa\tNIP\nŻródło Świeżości\t%s\n".formatted(nip)
                .getBytes(Charset.forName(encoding)), "klienci.txt"), options());

        assertThat(job.path("status").asString()).isEqualTo("DONE");
        assertThat(client(nip).path("name").asString()).isEqualTo("Żródło Świeżości");
    }

    @Test
    void knowsAClientByItsCodeAgainWhenItsMergeIsUndone() {
        String survivor = Cards.freshNip();
        String duplicate = Cards.freshNip();
        run("code,name,nip\nS1,Zostaje,%s\nS2,Znika,%s\n".formatted(survivor, duplicate));
        String kept = client(survivor).path("id").asString();
        String gone = client(duplicate).path("id").asString();
        var merged = api.post("/api/v1/clients/" + kept + "/merge", Cards.json(Map.of("duplicateId", gone)));
        run("code,name,shortName\nS2,Zostaje,Skrót\n");
        assertThat(client(survivor).path("shortName").asString()).isEqualTo("Skrót");
        assertThat(api.delete("/api/v1/clients/" + kept + "/merges/" + merged.id(), null).status()).isEqualTo(200);

        run("code,name,shortName\nS2,Znika,Znów\n");

        assertThat(trial.get("/api/v1/clients/" + gone).path("shortName").asString()).isEqualTo("Znów");
        assertThat(trial.get("/api/v1/clients/" + kept).path("shortName").asString()).isEqualTo("Skrót");
    }

    private JsonNode run(String file) {
        return trial.run(file, options());
    }

    private JsonNode run(String file, Map<String, String> more) {
        var all = new HashMap<>(options());
        all.putAll(more);
        return trial.run(file, all);
    }

    private Map<String, String> options() {
        return Map.of("source", source);
    }

    private JsonNode client(String nip) {
        return trial.get("/api/v1/clients?sort=-createdAt&limit=500&q=" + nip).path("items").valueStream()
                .filter(one -> one.path("nip").asString("").equals(nip))
                .reduce((_, first) -> first)
                .map(one -> trial.get("/api/v1/clients/" + one.path("id").asString()))
                .orElseThrow();
    }

    /** What no compression makes short. */
    private static String noise(int length) {
        return new Random(1).ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String dashed(String nip) {
        return nip.substring(0, 3) + "-" + nip.substring(3, 6) + "-" + nip.substring(6, 8) + "-" + nip.substring(8);
    }
}
