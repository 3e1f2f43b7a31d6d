package pl.kartoteka.messaging.template;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.messaging.Api;
import pl.kartoteka.messaging.World;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class TemplateIT {
    private static final String TEMPLATES = "/api/v1/message-templates";

    @Autowired
    World world;
    private Api api;

    @BeforeEach
    void signIn(@Autowired WebTestClient web) {
        api = new Api(web);
    }

    @Test
    void keepsReadsChangesAndRemovesATemplate() {
        JsonNode added = Api.json(api.post(TEMPLATES, mail("Oferta")).expectStatus().isCreated()
                .expectHeader().exists("Location").expectHeader().valueEquals("ETag", "\"0\""));
        String path = TEMPLATES + "/" + added.path("id").asString();

        patch(path, "\"0\"", "{\"subject\":\"Inna\",\"html\":\"<b>{{client.name}}</b>\"}").expectStatus().isOk()
                .expectHeader().valueEquals("ETag", "\"1\"");
        api.get(path).expectStatus().isOk().expectBody().jsonPath("$.subject").isEqualTo("Inna");
        patch(path, "\"0\"", "{\"subject\":\"Zgubiona\"}").expectStatus().isEqualTo(412);
        api.web().patch().uri(path).contentType(MediaType.valueOf("application/merge-patch+json"))
                .bodyValue("{}").exchange().expectStatus().isEqualTo(428);
        patch(path, "\"1\"", "{\"subject\":null,\"text\":\"{{client.nmae}}\"}").expectStatus().isBadRequest()
                .expectBody()
                .jsonPath("$.errors.length()").isEqualTo(2);
        api.web().delete().uri(path).header("If-Match", "\"1\"").exchange().expectStatus().isNoContent();
        api.get(path).expectStatus().isNotFound().expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:template-not-found");
    }

    @Test
    void namesEveryOffendingFieldAtOnce() {
        api.web().post().uri(TEMPLATES).header("Accept-Language", "en").bodyValue(Map.of(
                "name", " ", "channel", "SMS", "language", "polski", "subject", "not for SMS", "text",
                "{{client.nmae}}", "size", 1))
                .exchange()
                .expectStatus().isBadRequest()
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[?(@.field == 'name')].code").isEqualTo("required")
                .jsonPath("$.errors[?(@.field == 'language')].code").isEqualTo("language.invalid")
                .jsonPath("$.errors[?(@.field == 'subject')].code").isEqualTo("not-allowed")
                .jsonPath("$.errors[?(@.field == 'text')].code").isEqualTo("merge-field.unknown")
                .jsonPath("$.errors[?(@.field == 'size')].code").isEqualTo("field.unknown");
    }

    @Test
    void refusesASecondTemplateOfThatName() {
        Map<String, Object> request = mail("Oferta");
        api.post(TEMPLATES, request).expectStatus().isCreated();

        api.post(TEMPLATES, request).expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:template-name-in-use");
    }

    @Test
    void keepsATemplateThatACampaignUses() throws Exception {
        UUID id = UUID.fromString(Api.json(api.post(TEMPLATES, mail("Oferta"))).path("id").asString());
        api.post("/api/v1/campaigns", Map.of(
                "name", "Jesień", "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "segmentId", world.segment(),
                "templateId", id)).expectStatus().isCreated();

        api.web().delete().uri(TEMPLATES + "/" + id).header("If-Match", "\"0\"").exchange()
                .expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:template-in-use");
    }

    @Test
    void showsTheWordsAsAClientWouldReadThem() throws Exception {
        Person client = world.client("Kłos");
        Person nameless = world.client(null);
        String id = Api.json(api.post(TEMPLATES, Map.of(
                "name", "SMS " + UUID.randomUUID(), "channel", "SMS", "language", "pl",
                "text", "Dzień dobry {{client.shortName}}"))).path("id").asString();

        preview(id, client.id()).expectStatus().isOk().expectBody()
                .jsonPath("$.text").isEqualTo("Dzień dobry Kłos")
                .jsonPath("$.smsSize.encoding").isEqualTo("UCS_2")
                .jsonPath("$.smsSize.length").isEqualTo(16)
                .jsonPath("$.smsSize.parts").isEqualTo(1);
        preview(id, nameless.id()).expectStatus().isOk().expectBody()
                .jsonPath("$.missingField").isEqualTo("client.shortName")
                .jsonPath("$.text").doesNotExist();
        preview(id, UUID.randomUUID()).expectStatus().isNotFound();
    }

    @Test
    void listsTemplatesPageByPage() {
        String prefix = "AA" + UUID.randomUUID();
        var request = new HashMap<>(mail("x"));
        for (int i = 0; i < 3; i++) {
            request.put("name", prefix + i);
            api.post(TEMPLATES, request).expectStatus().isCreated();
        }

        JsonNode first = Api.json(api.get(TEMPLATES + "?limit=2&count=true").expectStatus().isOk());
        JsonNode second = Api.json(api.get(TEMPLATES + "?limit=2&cursor=" + first.path("nextCursor").asString()));

        assertThat(first.path("items")).hasSize(2);
        assertThat(first.path("total").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(second.path("items").findValuesAsString("id"))
                .doesNotContainAnyElementsOf(first.path("items").findValuesAsString("id"));
        api.get(TEMPLATES + "?limit=501").expectStatus().isBadRequest();
        api.get(TEMPLATES + "?cursor=WyJhIiwiYiJd").expectStatus().isBadRequest();
    }

    private WebTestClient.ResponseSpec preview(String template, UUID client) {
        return api.post(TEMPLATES + "/" + template + "/preview", Map.of("clientId", client));
    }

    private WebTestClient.ResponseSpec patch(String path, String version, String body) {
        return api.web().patch().uri(path)
                .contentType(MediaType.valueOf("application/merge-patch+json"))
                .header("If-Match", version)
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, Object> mail(String name) {
        return Map.of(
                "name", name + " " + UUID.randomUUID(), "channel", "EMAIL", "language", "pl",
                "subject", "Nowości dla {{client.shortName}}", "text", "Dzień dobry {{client.name}}");
    }
}
