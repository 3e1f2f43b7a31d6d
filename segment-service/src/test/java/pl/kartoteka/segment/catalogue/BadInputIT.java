package pl.kartoteka.segment.catalogue;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.segment.Api;
import pl.kartoteka.segment.Api.Answer;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class BadInputIT {
    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{                                                                  | 400 | malformed-json",
        "{\"name\":1,\"type\":\"DYNAMIC\",\"extra\":true}                   | 400 | invalid-request",
        "{\"name\":\" \",\"type\":\"STATIC\"}                               | 400 | invalid-request",
        "{\"name\":\"n\",\"type\":\"OTHER\"}                                | 400 | invalid-request",
        "{\"name\":\"n\",\"type\":\"DYNAMIC\"}                              | 400 | invalid-request",
        "{\"name\":\"n\",\"type\":\"STATIC\",\"criteria\":{}}               | 400 | invalid-request",
        "{\"name\":\"n\",\"type\":\"DYNAMIC\",\"criteria\":{\"all\":[{\"field\":\"x\",\"op\":\"eq\",\"value\":1}]}} | 400 | invalid-request"})
    void badDefinitionsAreRefusedAndNothingIsWritten(String body, int status, String type) {
        long before = segments();

        Answer answer = Api.of(web, "marketing").post("/segments", body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().path("type").stringValue()).isEqualTo("urn:kartoteka:problem:" + type);
        assertThat(segments()).isEqualTo(before);
    }

    @Test
    void everyOffendingFieldIsNamedInTheLanguageAsked() {
        web.post().uri("/api/v1/segments")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("marketing", "segments:write")))
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"name":"n","type":"DYNAMIC","criteria":{"all":[{"field":"shoeSize","op":"eq","value":1},
                         {"any":[{"field":"documents.count","op":"gt","value":"many"}]}]}}""")
                .exchange()
                .expectStatus().isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field").isEqualTo("criteria.all[0].field")
                .jsonPath("$.errors[0].message").isEqualTo("Unknown field: shoeSize.")
                .jsonPath("$.errors[1].field").isEqualTo("criteria.all[1].any[0].value")
                .jsonPath("$.errors[1].code").isEqualTo("criteria.value.number");
    }

    @Test
    void aFieldThatIsNotPassedOnIsRefusedWithTheReason() {
        web.post().uri("/api/v1/segments")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("marketing", "segments:write")))
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"name":"n","type":"DYNAMIC","criteria":{"any":[{"field":"name","op":"isSet"},
                         {"field":"idDocument.validUntil","op":"withinNextDays","value":30}]}}""")
                .exchange()
                .expectStatus().isBadRequest()
                .expectBody()
                .jsonPath("$.errors.length()").isEqualTo(1)
                .jsonPath("$.errors[0].field").isEqualTo("criteria.any[1].field")
                .jsonPath("$.errors[0].code").isEqualTo("criteria.field.withheld")
                .jsonPath("$.errors[0].message").value(message -> assertThat(String.valueOf(message))
                        .contains("idDocument.validUntil", "confidential"));
    }

    @Test
    void unknownIdsAndStrangersAreRefused() {
        Api api = Api.of(web, "marketing");
        UUID unknown = UUID.randomUUID();

        assertThat(api.get("/segments/" + unknown).status()).isEqualTo(404);
        assertThat(api.get("/segments/7").status()).isEqualTo(400);
        assertThat(api.get("/segments?limit=501").status()).isEqualTo(400);
        assertThat(api.get("/segments?cursor=rubbish").status()).isEqualTo(400);
        assertThat(api.delete("/segments/" + unknown, "\"1\"").status()).isEqualTo(404);
        assertThat(api.get("/segments/" + unknown + "/members/" + unknown + "/explanation").status()).isEqualTo(404);
        assertThat(status(null)).isEqualTo(401);
        assertThat(status(TestIssuer.expired("marketing", "segments:read"))).isEqualTo(401);
        assertThat(status(TestIssuer.forged("marketing", "segments:read"))).isEqualTo(401);
        assertThat(status(TestIssuer.token("marketing", "clients:read"))).isEqualTo(403);
        assertThat(status(TestIssuer.token("marketing", "segments:read"))).isEqualTo(200);
    }

    private int status(String token) {
        return web.get().uri("/api/v1/segments").headers(headers -> {
            if (token != null) {
                headers.setBearerAuth(token);
            }
        }).exchange().expectBody().returnResult().getStatus().value();
    }

    private long segments() {
        return database.sql("select count(*) from segment").mapValue(Long.class).one().block();
    }
}
