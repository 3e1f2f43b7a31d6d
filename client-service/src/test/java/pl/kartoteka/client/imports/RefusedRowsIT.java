package pl.kartoteka.client.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.personal.Erasures;
import pl.kartoteka.test.PersonalTraces;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class RefusedRowsIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private Environment settings;

    @Autowired
    private Erasures erasures;

    @Autowired
    private ImportData data;

    private final ImportTrial trial;
    private final Api api;
    private final String mark = "x" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    RefusedRowsIT(@Autowired WebTestClient web) {
        this.trial = new ImportTrial(web);
        this.api = Api.of(web);
    }

    @Test
    void showsWhatIsWrittenUnlessCardsHaveItSealed() {
        JsonNode job = run("""
                name,nip,email,phone,address.street,keyDates.birthday,pesel,idDocument.number,kind
                A,1234567890,jan.kowalski(at)example,12,,,,,
                B,,,,%s,31.02.1980,,,
                C,,,,,,12345678901,XYZ123456,PERSON
                """.formatted("Długa".repeat(50)));

        assertThat(trial.errors(job)).extracting(error -> error.path("line").asLong() + " "
                + error.path("column").asString("") + " " + error.path("value").asString(""))
                .containsExactlyInAnyOrder("2 nip 1234567890", "2 email jan.kowalski(at)example", "2 phone 12",
                        "3 address.street " + "Długa".repeat(40), "3 keyDates.birthday 31.02.1980",
                        "4 pesel ***", "4 idDocument.number ***");
    }

    @Test
    void forgetsThemWithThePersonTheyAreAbout() {
        String nip = Cards.freshNip();
        ObjectNode card = Cards.person("Łucja", "Testowa-" + mark).put("nip", nip);
        card.putArray("emails").addObject().put("address", mark + "@osoba.example");
        String person = register(card);
        String other = register(Cards.person("Kto", "Inny"));
        JsonNode job = run("""
                name,nip,email,address.postalCode
                Ktoś,,%1$s@osoba.example,po mailu %1$s
                LUCJA TESTOWA-%1$s,,,po nazwisku %1$s
                Ktoś,%2$s,,po NIP-ie %1$s
                Ktoś inny,,,numer innego
                """.formatted(mark, nip));
        run("id,address.postalCode\n%s,po id %s\n%s,też innego\n".formatted(person, mark, other));
        assertThat(PersonalTraces.find(settings, List.of(mark))).contains("public.client_import_error");
        assertThat(String.join("", data.export(UUID.fromString(person))
                .flatMap(file -> file.content().map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .collectList().block())).contains("po id " + mark).doesNotContain("innego");

        var receipt = erasures.erase(UUID.fromString(person)).block();

        assertThat(receipt.erased()).anySatisfy(erased -> {
            assertThat(erased.what()).isEqualTo("refused-rows");
            assertThat(erased.count()).isEqualTo(4);
        });
        assertThat(PersonalTraces.left(settings, List.of(mark))).isEmpty();
        assertThat(trial.errors(job)).extracting(error -> error.path("value").asString())
                .containsExactly("***", "***", "***", "numer innego");
    }

    @Test
    void writesNothingDownOfWhomWasErased() {
        ObjectNode card = Cards.person("Łucja", "Testowa-" + mark);
        card.putArray("emails").addObject().put("address", mark + "@osoba.example");
        erasures.erase(UUID.fromString(register(card))).block();

        JsonNode job = run("name,email,address.postalCode\nŁucja,%1$s@osoba.example,znów %1$s\n".formatted(mark));

        assertThat(trial.errors(job)).singleElement()
                .satisfies(error -> assertThat(error.path("value").asString()).isEqualTo("***"));
        assertThat(PersonalTraces.left(settings, List.of(mark))).isEmpty();
    }

    private JsonNode run(String file) {
        return trial.run(file, Map.of("source", "S" + mark.hashCode()));
    }

    private String register(ObjectNode card) {
        var answer = api.post(CLIENTS, card);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.id();
    }
}
