package pl.kartoteka.sandbox;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static pl.kartoteka.sandbox.RunningSandbox.json;

class RegistersWireTest {

    private static final String QUESTION = "{\"countryCode\":\"PL\",\"vatNumber\":\"7740001454\"}";

    private final RunningSandbox sandbox = new RunningSandbox();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void areAllWellAtFirst() throws Exception {
        var registers = json(sandbox.get("/registers"));

        assertThat(registers.findValuesAsString("register")).containsExactly("gus", "ceidg", "whitelist", "vies");
        assertThat(registers.findValuesAsString("mode")).containsOnly("OK");
    }

    @Test
    void changeTheirModeAlone() throws Exception {
        var changed = sandbox.put("/registers/ceidg/mode", "{\"mode\":\"DOWN\"}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("mode").asString()).isEqualTo("DOWN");
        assertThat(json(sandbox.get("/registers")).findValuesAsString("mode")).containsExactly("OK", "DOWN", "OK",
                "OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"mode\":\"BROKEN\"}", "{\"mode\":\"ok\"}", "{\"mode\":1}", "{}", "[]", "{", ""})
    void refuseAModeTheyDoNotHave(String body) throws Exception {
        var refused = sandbox.put("/registers/gus/mode", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(refused).path("type").asString()).isEqualTo("urn:kartoteka:problem:invalid-request");
        assertThat(json(refused).path("errors").path(0).path("field").asString()).isEqualTo("mode");
    }

    @Test
    void explainThemselvesInTheLanguageOfTheCaller() throws Exception {
        assertThat(json(sandbox.put("/registers/gus/mode", "{}")).path("title").asString())
                .isEqualTo("Niepoprawne dane");
        assertThat(json(sandbox.put("/registers/gus/mode", "{}", "Accept-Language", "en-GB")).path("title").asString())
                .isEqualTo("Invalid request");
    }

    @Test
    void answerNotFoundForARegisterThatIsNone() throws Exception {
        assertThat(sandbox.put("/registers/krs/mode", "{\"mode\":\"OK\"}").statusCode()).isEqualTo(404);
        assertThat(sandbox.delete("/registers/gus/mode").headers().firstValue("Allow")).hasValue("PUT");
    }

    @Test
    void answerRightlyButLateWhenSlow() throws Exception {
        sandbox.mode("vies", "SLOW");
        var before = System.nanoTime();

        var answer = json(sandbox.post("/vies/rest-api/check-vat-number", QUESTION));

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(RunningSandbox.SLOWNESS.toNanos());
        assertThat(answer.path("valid").asBoolean()).isTrue();
    }

    @Test
    void sendAPageForPeopleOrHalfAnAnswer() throws Exception {
        sandbox.mode("vies", "HTML");
        assertThat(sandbox.post("/vies/rest-api/check-vat-number", QUESTION).body()).startsWith("<!DOCTYPE html>");

        sandbox.mode("vies", "HALF_CLOSED");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> sandbox.post("/vies/rest-api/check-vat-number", QUESTION));
        sandbox.mode("ceidg", "EXPIRED_SESSION");
        assertThat(sandbox.get("/ceidg/api/ceidg/v3/firma?nip=7740001454").statusCode()).isEqualTo(401);
    }

    @Test
    void changeACompanyForAllOfThem() throws Exception {
        var changed = sandbox.patch("/registers/companies/7740001454",
                "{\"name\":\"Nowa Nazwa\",\"nip\":\"1\",\"address\":{\"building\":\"99\"},\"vat\":{\"status\":\"Zwolniony\"}}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("nip").asString()).isEqualTo("7740001454");
        assertThat(json(changed).path("address").path("building").asString()).isEqualTo("99");
        assertThat(json(changed).path("address").path("city").asString()).isEqualTo("Łódź");
        assertThat(json(sandbox.get("/whitelist/api/search/nip/7740001454?date=2026-11-22")).path("result")
                .path("subject").path("statusVat").asString()).isEqualTo("Zwolniony");
        assertThat(sandbox.patch("/registers/companies/7740001455", "{}").statusCode()).isEqualTo(404);
        assertThat(sandbox.patch("/registers/companies/7740001454", "[]").statusCode()).isEqualTo(400);
    }

    @Test
    void listTheCompaniesTheyKnow() throws Exception {
        var companies = json(sandbox.get("/registers/companies"));

        assertThat(companies.path(0).path("nip").asString()).isEqualTo("7740001454");
        assertThat(companies.path(0).path("name").asString()).isEqualTo("Piekarnia Złoty Kłos sp. z o.o.");
        assertThat(companies.findValuesAsString("kind")).contains("LOCAL_UNIT", "FOREIGN", "SOLE_TRADER");
        assertThat(companies).allSatisfy(company -> assertThat(company.path("note").asString()).isNotBlank());
    }

    @Test
    void takeNoBodyWithoutEnd() throws Exception {
        assertThat(sandbox.put("/registers/gus/mode", "x".repeat(2 << 20)).statusCode()).isEqualTo(413);
    }
}
