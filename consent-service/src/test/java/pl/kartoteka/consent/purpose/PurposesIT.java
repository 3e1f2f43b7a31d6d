package pl.kartoteka.consent.purpose;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.events.PurposeEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class PurposesIT {
    private static final String PURPOSES = "/api/v1/purposes";
    private static final Map<String, String> PRESENT = Map.of(
            "EMAIL_MARKETING", "CONSENT",
            "SMS_MARKETING", "CONSENT",
            "PHONE_MARKETING", "CONSENT",
            "PROFILING", "CONSENT",
            "CONTRACT_SERVICE", "CONTRACT",
            "DEBT_COLLECTION", "LEGITIMATE_INTEREST");

    private final Api api;
    private final Clients clients;
    private final PurposeCatalogue catalogue;
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    PurposesIT(WebTestClient web, ApplicationContext context, PurposeCatalogue catalogue) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.catalogue = catalogue;
    }

    @Test
    void hasTheDefaultsFromTheStartAndAnnouncesEachOnce() {
        JsonNode all = json(api.privacy().get().uri(PURPOSES).exchange().expectStatus().isOk());
        catalogue.announce().block();

        for (var present : PRESENT.entrySet()) {
            JsonNode purpose = all.path("items").valueStream()
                    .filter(item -> item.path("code").asString().equals(present.getKey()))
                    .findFirst().orElseThrow();
            assertThat(purpose.path("legalBasis").asString()).isEqualTo(present.getValue());
            assertThat(purpose.path("texts").findValuesAsString("language")).contains("pl", "en");
            PublishedEvent event = kafka.awaitEvent(
                    PurposeEvent.TOPIC, "kartoteka.purpose.defined.v1", present.getKey());
            assertThat(event.data().path("purpose").path("active").asBoolean()).isTrue();
            assertThat(kafka.events(PurposeEvent.TOPIC, present.getKey())).hasSize(1);
        }
    }

    @Test
    void definesChangesAndRetiresAPurpose() {
        String code = define();
        api.privacy().patch().uri(PURPOSES + "/{code}", code).header(HttpHeaders.IF_MATCH, "\"1\"")
                .header(HttpHeaders.CONTENT_TYPE, "application/merge-patch+json")
                .bodyValue("""
                        {"name":"Przekazanie partnerom","validityDays":null,
                         "texts":[{"language":"pl","text":"Zgadzam się na przekazanie danych partnerom."}]}
                        """).exchange()
                .expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG, "\"2\"");
        api.privacy().delete().uri(PURPOSES + "/{code}", code).header(HttpHeaders.IF_MATCH, "\"2\"").exchange()
                .expectStatus().isNoContent();

        JsonNode purpose = json(api.privacy().get().uri(PURPOSES + "/{code}", code).exchange().expectStatus().isOk());

        assertThat(purpose.path("active").asBoolean()).isFalse();
        assertThat(purpose.path("name").asString()).isEqualTo("Przekazanie partnerom");
        assertThat(purpose.has("validityDays")).isFalse();
        assertThat(purpose.path("texts").valueStream().map(text -> text.path("version").asInt())).containsExactly(1, 2);
        PublishedEvent retired = kafka.awaitEvent(PurposeEvent.TOPIC, "kartoteka.purpose.retired.v1", code);
        assertThat(retired.sequence()).isEqualTo("3");
    }

    @Test
    void asksNobodyAnyMoreForARetiredPurposeButLetsEverybodyLeave() {
        String code = define();
        UUID client = clients.known();
        api.answer(client, code, "GRANTED");
        api.privacy().delete().uri(PURPOSES + "/{code}", code).header(HttpHeaders.IF_MATCH, "\"1\"").exchange()
                .expectStatus().isNoContent();

        assertThat(api.decide(client, code, "EMAIL")).isEqualTo("PURPOSE_RETIRED");
        assertThat(json(api.put(clients.known(), code, "{\"status\":\"GRANTED\"}").expectStatus().isEqualTo(422))
                .path("type").asString()).isEqualTo("urn:kartoteka:problem:purpose-retired");
        api.answer(client, code, "WITHDRAWN");
    }

    @Test
    void guardsWhatWasAgreedTo() {
        patch("EMAIL_MARKETING", "\"1\"", "{\"channels\":[\"EMAIL\",\"SMS\"]}", 422, "purpose-meaning-fixed");
        patch("EMAIL_MARKETING", "\"1\"", "{\"legalBasis\":\"CONTRACT\"}", 422, "purpose-meaning-fixed");
        patch("EMAIL_MARKETING", "\"1\"", "{\"texts\":[{\"language\":\"pl\",\"version\":1,\"text\":\"Inny\"}]}", 422,
                "purpose-text-fixed");
        patch("EMAIL_MARKETING", "\"9\"", "{\"name\":\"X\"}", 412, "stale-version");
        patch("EMAIL_MARKETING", null, "{\"name\":\"X\"}", 428, "precondition-required");
        patch("EMAIL_MARKETING", "\"1\"", "{\"code\":\"OTHER\",\"name\":null}", 400, "invalid-request");
        patch("NONE_SUCH", "\"1\"", "{\"name\":\"X\"}", 404, "purpose-not-found");
    }

    @Test
    void letsOneOfManyParallelChangesWin() throws Exception {
        String code = define();
        List<Callable<Integer>> changes = Stream.of("A", "B", "C", "D", "E")
                .<Callable<Integer>>map(name -> () -> api.privacy().patch().uri(PURPOSES + "/{code}", code)
                        .header(HttpHeaders.IF_MATCH, "\"1\"")
                        .header(HttpHeaders.CONTENT_TYPE, "application/merge-patch+json")
                        .bodyValue("{\"name\":\"" + name + "\"}").exchange()
                        .returnResult(Void.class).getStatus().value())
                .toList();

        List<Integer> statuses;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = threads.invokeAll(changes).stream().map(change -> change.resultNow()).sorted().toList();
        }

        assertThat(statuses).containsExactly(200, 412, 412, 412, 412);
    }

    @Test
    void namesEveryOffendingFieldAtOnceAndRefusesACodeInUse() {
        JsonNode problem = json(api.privacy().post().uri(PURPOSES).header(HttpHeaders.CONTENT_TYPE, "application/json")
                .bodyValue("""
                        {"code":"lower case","name":" ","legalBasis":"LOVE","channels":["EMAIL","PIGEON"],"validityDays":0,
                         "texts":[{"language":"polski","text":""}],"colour":"red"}
                        """).exchange().expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("field"))
                .contains(
                        "code", "name", "legalBasis", "channels[1]", "validityDays", "texts[0].language",
                        "texts[0].text", "colour");
        api.privacy().post().uri(PURPOSES).header(HttpHeaders.CONTENT_TYPE, "application/json")
                .bodyValue(body("PROFILING")).exchange().expectStatus().isEqualTo(409);
    }

    private String define() {
        String code = "TEST_" + UUID.randomUUID().toString().replace('-', '_').toUpperCase();
        api.privacy().post().uri(PURPOSES).header(HttpHeaders.CONTENT_TYPE, "application/json")
                .bodyValue(body(code)).exchange()
                .expectStatus().isCreated()
                .expectHeader().valueEquals(HttpHeaders.LOCATION, PURPOSES + "/" + code)
                .expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"");
        return code;
    }

    private void patch(String code, String ifMatch, String body, int status, String type) {
        var request = api.privacy().patch().uri(PURPOSES + "/{code}", code)
                .header(HttpHeaders.CONTENT_TYPE, "application/merge-patch+json");
        JsonNode problem = json((ifMatch == null ? request : request.header(HttpHeaders.IF_MATCH, ifMatch))
                .bodyValue(body).exchange().expectStatus().isEqualTo(status));
        assertThat(problem.path("type").asString()).isEqualTo("urn:kartoteka:problem:" + type);
    }

    private static String body(String code) {
        return """
                {"code":"%s","name":"Próba","legalBasis":"CONSENT","channels":["EMAIL"],"validityDays":30,
                 "texts":[{"language":"pl","text":"Zgadzam się."}]}
                """.formatted(code);
    }
}
