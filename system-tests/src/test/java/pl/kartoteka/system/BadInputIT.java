package pl.kartoteka.system;

import java.util.ArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bad input through the gateway: a problem document, nothing written, nothing published. */
class BadInputIT {
    private static final String UNKNOWN = "01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e99";
    private static final String CARD = """
            {"kind":"COMPANY","name":"Kłopot sp. z o.o.","nip":"%s","stage":"POTENTIAL"}""";
    private long published;

    @BeforeEach
    void count() {
        published = Topics.size("kartoteka.clients.v1");
    }

    @AfterEach
    void nothingWasPublished() {
        assertThat(Topics.size("kartoteka.clients.v1")).isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"COMPANY",                                       | malformed-json
            {"kind":"COMPANY","kind":"PERSON","name":"A"}            | malformed-json
            {"kind":17,"name":["A"],"stage":true}                    | invalid-request
            {"kind":"COMPANY","name":"A","stage":"LEAD"}             | invalid-request
            {"kind":"COMPANY","name":"A","colour":"red"}             | invalid-request
            [1,2,3]                                                  | invalid-request
            null                                                     | invalid-request
            """)
    void refusesWhatIsNotACard(String body, String type) {
        expectProblem(Api.as("sales").post("/clients", body), 400, type);
    }

    @Test
    void namesEveryOffendingFieldInOneAnswer() {
        var answer = Api.as("sales").post("/clients", """
                {"kind":"COMPANY","name":"Pomyłka sp. z o.o.","nip":"1234567890","regon":"123456789","stage":"POTENTIAL",
                 "addresses":[{"use":"REGISTERED","postalCode":"9-0001","city":"Łódź","country":"PL"}],
                 "emails":[{"address":"biuro(at)klos","uses":["MAIN"]}],"phones":[{"number":"12","uses":["SMS"]}],
                 "colour":"red"}""");

        expectProblem(answer, 400, "invalid-request");
        var fields = new ArrayList<String>();
        answer.json().path("errors").forEach(error -> fields.add(error.path("field").asString()));
        assertThat(fields).contains("nip", "regon", "addresses[0].postalCode", "emails[0].address", "phones[0].number",
                "colour");
    }

    @Test
    void refusesBodiesThatAreTooLargeOrTooDeep() {
        var large = "{\"kind\":\"COMPANY\",\"name\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}";
        var deep = "{\"kind\":\"COMPANY\",\"name\":\"A\",\"customFields\":" + "{\"a\":".repeat(200) + "1"
                + "}".repeat(200) + "}";

        expectProblem(Api.as("sales").post("/clients", large), 413, "body-too-large");
        expectProblem(Api.as("sales").post("/clients", deep), 400, "json-too-complex");
    }

    @Test
    void refusesTokensThatAreMissingForgedOrTooNarrow() {
        var forged = Api.as("sales").token().replaceFirst("\\.[^.]*$", ".AAAA");

        expectProblem(Api.anonymous().get("/clients"), 401, "unauthenticated");
        expectProblem(Api.withToken(forged).get("/clients"), 401, "token-invalid");
        expectProblem(Api.as("erp").post("/clients", CARD.formatted(Numbers.nip())), 403, "scope-missing");
    }

    @Test
    void knowsNoSuchClient() {
        expectProblem(Api.as("sales").get("/clients/" + UNKNOWN), 404, "client-not-found");
        expectProblem(Api.as("sales").get("/clients/not-an-id"), 400, "invalid-request");
        expectProblem(Api.as("sales").get("/nothing-of-ours"), 404, "not-found");
    }

    @Test
    void refusesLostUpdatesAndReusedKeys() {
        var nip = Numbers.nip();
        var registration = Api.as("sales").request("POST", "/clients", CARD.formatted(nip))
                .header("Idempotency-Key", "key-" + nip);
        var client = Api.as("sales").send(registration).expect(201);
        var again = Api.as("sales").send(registration).expect(201);
        assertThat(again.body()).isEqualTo(client.body());
        Topics.await("kartoteka.clients.v1", record -> record.key().equals(client.id()));
        published = Topics.size("kartoteka.clients.v1");

        expectProblem(patch(client.id(), null), 428, "precondition-required");
        expectProblem(patch(client.id(), "\"77\""), 412, "stale-version");
        expectProblem(Api.as("sales").post("/clients", CARD.formatted(nip)), 409, "nip-in-use");
        var other = Api.as("sales").request("POST", "/clients", CARD.formatted(Numbers.nip()))
                .header("Idempotency-Key", "key-" + nip);
        expectProblem(Api.as("sales").send(other), 422, "idempotency-key-reused");
    }

    @Test
    void speaksPolishByDefaultAndEnglishOnRequest() {
        var polish = Api.as("sales").get("/clients/" + UNKNOWN);
        var english = Api.as("sales").send(
                Api.as("sales").request("GET", "/clients/" + UNKNOWN, null).header("Accept-Language", "en"));

        assertThat(polish.json().path("title").asString()).isNotBlank();
        assertThat(english.json().path("title").asString())
                .isNotBlank()
                .isNotEqualTo(polish.json().path("title").asString());
    }

    @Test
    void nothingInternalIsReachable() {
        for (var path : new String[]{"/actuator", "/actuator/env", "/actuator/prometheus", "/v3/api-docs"}) {
            var answer = new Api(RunningSuite.get().gateway(), Api.as("admin").token()).get(path);
            assertThat(answer.status()).as(path).isBetween(401, 404);
        }
    }

    @Test
    void oneOpenApiPageTellsOfEveryService() {
        var paths = new Api(RunningSuite.get().gateway(), null).get("/openapi.json").expect(200).json().path("paths");

        assertThat(paths.propertyNames()).contains(
                "/api/v1/clients", "/api/v1/purposes", "/api/v1/segments", "/api/v1/lookups/companies/{nip}",
                "/api/v1/campaigns", "/api/v1/clients/{id}/overview");
    }

    private static Api.Answer patch(String client, String ifMatch) {
        var request = Api.as("sales").request("PATCH", "/clients/" + client, """
                {"name":"Inna nazwa"}""");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return Api.as("sales").send(request);
    }

    private static void expectProblem(Api.Answer answer, int status, String type) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:kartoteka:problem:" + type);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
