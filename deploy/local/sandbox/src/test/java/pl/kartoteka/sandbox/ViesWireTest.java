package pl.kartoteka.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.sandbox.RunningSandbox.json;

class ViesWireTest {

    private static final String PATH = "/vies/rest-api/";

    private final RunningSandbox sandbox = new RunningSandbox();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void givesAConsultationNumberOnlyToARequesterWhoSaysWhoItIs() throws Exception {
        var anonymous = check("""
                {"countryCode":"PL","vatNumber":"7740001454"}""");
        var named = check("""
                {"countryCode":"PL","vatNumber":"7740001454","requesterMemberStateCode":"PL",
                 "requesterNumber":"1234563218"}""");

        assertThat(anonymous.path("valid").asBoolean()).isTrue();
        assertThat(anonymous.path("requestIdentifier").asString()).isEmpty();
        assertThat(named.path("requestIdentifier").asString()).matches("WAPIAAAA\\w{8}");
        assertThat(named.path("requestDate").asString()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(named.path("name").asString())
                .isEqualTo("PIEKARNIA ZŁOTY KŁOS SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ");
    }

    @Test
    void knowsForeignNumbersAndHidesWhatTheirStateDoesNotDisclose() throws Exception {
        var german = check("{\"countryCode\":\"DE\",\"vatNumber\":\"999999999\"}");
        var greek = check("{\"countryCode\":\"EL\",\"vatNumber\":\"999999999\"}");

        assertThat(german.path("valid").asBoolean()).isTrue();
        assertThat(german.path("name").asString()).isEqualTo("---");
        assertThat(greek.path("valid").asBoolean()).isTrue();
    }

    @Test
    void doesNotHoldWhoIsExemptOrRemovedForValid() throws Exception {
        assertThat(check("{\"countryCode\":\"PL\",\"vatNumber\":\"9990000178\"}").path("valid").asBoolean()).isFalse();
        assertThat(check("{\"countryCode\":\"PL\",\"vatNumber\":\"9990000103\"}").path("valid").asBoolean()).isFalse();
    }

    @Test
    void comparesWhatItIsTold() throws Exception {
        var answer = check("""
                {"countryCode":"PL","vatNumber":"7740001454","traderName":"Piekarnia Złoty Kłos",
                 "traderCity":"Kraków"}""");

        assertThat(answer.path("traderNameMatch").asString()).isEqualTo("VALID");
        assertThat(answer.path("traderCityMatch").asString()).isEqualTo("INVALID");
        assertThat(answer.path("traderStreetMatch").asString()).isEqualTo("NOT_PROCESSED");
    }

    @ParameterizedTest
    @CsvSource({"GR,999999999", "GB,999999999", "PL,12", "DE,099999999"})
    void refusesBadInputWithinAnAnswerOf200(String country, String number) throws Exception {
        var response = sandbox.post(PATH + "check-vat-number",
                "{\"countryCode\":\"" + country + "\",\"vatNumber\":\"" + number + "\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("actionSucceed").asBoolean(true)).isFalse();
        assertThat(error(json(response))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void refusesABadRequester() throws Exception {
        assertThat(error(check("""
                {"countryCode":"PL","vatNumber":"7740001454","requesterMemberStateCode":"PL",
                 "requesterNumber":"1234563219"}"""))).isEqualTo("INVALID_REQUESTER_INFO");
    }

    @Test
    void refusesWhatIsNotAQuestion() throws Exception {
        assertThat(sandbox.post(PATH + "check-vat-number", "{").statusCode()).isEqualTo(400);
        assertThat(sandbox.post(PATH + "check-vat-number", "{}").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"201,INVALID_INPUT", "202,INVALID_REQUESTER_INFO", "300,SERVICE_UNAVAILABLE", "301,MS_UNAVAILABLE",
        "302,TIMEOUT", "400,VAT_BLOCKED", "401,IP_BLOCKED", "500,GLOBAL_MAX_CONCURRENT_REQ",
        "501,GLOBAL_MAX_CONCURRENT_REQ_TIME", "600,MS_MAX_CONCURRENT_REQ", "601,MS_MAX_CONCURRENT_REQ_TIME",
        "999,SERVICE_UNAVAILABLE"})
    void answersTestNumbersWithTheirErrors(String number, String error) throws Exception {
        assertThat(error(test(number))).isEqualTo(error);
    }

    @Test
    void answersTheTwoTestNumbersThatAreNoErrors() throws Exception {
        assertThat(test("100").path("valid").asBoolean()).isTrue();
        assertThat(test("200").path("valid").asBoolean(true)).isFalse();
    }

    @Test
    void tellsWhichCountriesAnswer() throws Exception {
        var status = json(sandbox.get(PATH + "check-status"));

        assertThat(status.path("vow").path("available").asBoolean()).isTrue();
        assertThat(status.path("countries").size()).isEqualTo(28);
    }

    @Test
    void failsInItsOwnWays() throws Exception {
        var question = "{\"countryCode\":\"PL\",\"vatNumber\":\"7740001454\"}";

        sandbox.mode("vies", "DOWN");
        assertThat(error(check(question))).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(json(sandbox.get(PATH + "check-status")).path("vow").path("available").asBoolean(true)).isFalse();

        sandbox.mode("vies", "LIMITED");
        assertThat(error(check(question))).isEqualTo("MS_MAX_CONCURRENT_REQ");

        sandbox.mode("vies", "RUBBISH");
        assertThat(sandbox.post(PATH + "check-vat-number", question).body()).startsWith("<html>");
    }

    private JsonNode check(String question) throws Exception {
        return json(sandbox.post(PATH + "check-vat-number", question));
    }

    private JsonNode test(String number) throws Exception {
        return json(sandbox.post(PATH + "check-vat-test-service",
                "{\"countryCode\":\"PL\",\"vatNumber\":\"" + number + "\"}"));
    }

    private static String error(JsonNode answer) {
        return answer.path("errorWrappers").path(0).path("error").asString("");
    }
}
