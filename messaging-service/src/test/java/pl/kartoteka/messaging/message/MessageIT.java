package pl.kartoteka.messaging.message;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.messaging.Api;
import pl.kartoteka.messaging.Outside;
import pl.kartoteka.messaging.World;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class MessageIT {
    private static final String MESSAGES = "/api/v1/messages";

    @Autowired
    World world;
    private Api api;

    @BeforeEach
    void signIn(@Autowired WebTestClient web) {
        api = new Api(web);
    }

    @Test
    void namesEveryOffendingFieldAndWritesNothing() {
        long before = world.count("select count(*) from message");

        api.post(MESSAGES,
                Map.of("channel", "EMAIL", "purpose", "marketing", "clientIds", List.of(), "sendAt", "jutro"))
                .expectStatus().isBadRequest()
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[?(@.field == 'purpose')].code").isEqualTo("purpose.invalid")
                .jsonPath("$.errors[?(@.field == 'clientIds')].code").isEqualTo("size.out-of-range")
                .jsonPath("$.errors[?(@.field == 'sendAt')].code").isEqualTo("instant.expected")
                .jsonPath("$.errors[?(@.field == 'subject')].code").isEqualTo("required")
                .jsonPath("$.errors[?(@.field == 'text')].code").isEqualTo("required");
        api.web().post().uri(MESSAGES).contentType(MediaType.APPLICATION_JSON).bodyValue("{").exchange()
                .expectStatus().isBadRequest();
        api.post(MESSAGES, Map.of("channel", "FAX")).expectStatus().isBadRequest();
        api.post(MESSAGES, Map.of(
                "channel", "SMS", "purpose", "SMS_MARKETING", "clientIds", List.of(UUID.randomUUID()),
                "text", "{{#client.name}}")).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].code").isEqualTo("template.syntax");

        assertThat(world.count("select count(*) from message")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+294276-12-31T23:59:59Z", "+1000000000-12-31T23:59:59Z", "-4712-01-01T00:00:00Z"})
    void refusesAMomentThatIsInNoCalendar(String sendAt) {
        api.post(MESSAGES, Map.of(
                "channel", "SMS", "purpose", "SMS_MARKETING", "clientIds", List.of(UUID.randomUUID()), "text", "Treść",
                "sendAt", sendAt))
                .expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].field").isEqualTo("sendAt")
                .jsonPath("$.errors[0].code").isEqualTo("send-at.range");
    }

    @Test
    void writesInTheLanguageOfTheRecipient() throws Exception {
        var client = world.client("Kłos");
        String name = "Oferta " + UUID.randomUUID();
        api.post("/api/v1/message-templates", Map.of(
                "name", name, "channel", "SMS", "language", "pl", "text", "Dzień dobry")).expectStatus().isCreated();
        String english = Api.json(api.post("/api/v1/message-templates", Map.of(
                "name", name, "channel", "SMS", "language", "en", "text", "Good morning"))).path("id").asString();

        UUID id = api.order(Map.of("channel", "SMS", "purpose", "SMS_MARKETING", "clientIds", List.of(client.id()),
                "templateId", english));
        Api.eventually(() -> api.status(id).equals("SENT"));

        assertThat(Outside.SMS.to(client.phone()).getFirst()).containsEntry("message", "Dzień dobry");
    }

    @Test
    void refusesATemplateThatIsNotThereOrForAnotherChannel() {
        String template = Api.json(api.post("/api/v1/message-templates", Map.of(
                "name", "SMS " + UUID.randomUUID(), "channel", "SMS", "language", "pl", "text", "Treść")))
                .path("id").asString();

        api.post(MESSAGES, fromTemplate(template)).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].code").isEqualTo("template.other-channel");
        api.post(MESSAGES, fromTemplate(UUID.randomUUID().toString())).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].code").isEqualTo("template.unknown");
    }

    @Test
    void retryWithTheSameKeyOrdersNothingTwice() throws Exception {
        var client = world.client("Kłos");
        var request = Map.of(
                "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "clientIds", List.of(client.id(), client.id()),
                "subject", "Oferta", "text", "Treść", "sendAt", "2099-01-01T00:00:00Z");
        String key = UUID.randomUUID().toString();

        JsonNode first = Api.json(order(key, request).expectStatus().isAccepted());
        JsonNode again = Api.json(order(key, request).expectStatus().isAccepted());

        assertThat(again).isEqualTo(first);
        JsonNode listed = Api.json(api.get("/api/v1/clients/" + client.id() + "/messages").expectStatus().isOk());
        assertThat(listed.path("items")).hasSize(1);
        order(key, Map.of("channel", "SMS")).expectStatus().isEqualTo(422);
    }

    @Test
    void knowsNoMessageOfThatId() {
        api.get(MESSAGES + "/" + UUID.randomUUID()).expectStatus().isNotFound().expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:message-not-found");
        api.get(MESSAGES + "/1").expectStatus().isBadRequest();
    }

    private WebTestClient.ResponseSpec order(String key, Object request) {
        return api.web().post().uri(MESSAGES).header("Idempotency-Key", key).bodyValue(request).exchange();
    }

    private static Map<String, Object> fromTemplate(String template) {
        return Map.of(
                "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "clientIds", List.of(UUID.randomUUID()),
                "templateId", template);
    }
}
