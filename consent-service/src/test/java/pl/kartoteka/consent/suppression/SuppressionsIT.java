package pl.kartoteka.consent.suppression;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.events.MessageState;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class SuppressionsIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String SUPPRESSIONS = "/api/v1/suppressions";

    @Autowired
    Api api;
    @Autowired
    Clients clients;
    @Autowired
    OwnerDatabase database;
    private UUID client;

    @BeforeEach
    void hearOfAClientWhoAgreed() {
        client = clients.known();
        api.grant(client, EMAIL);
    }

    @Test
    void winsOverAConsentUntilItIsLifted() {
        JsonNode suppression = json(
                post("{\"clientId\":\"" + client + "\",\"reason\":\"MANUAL\"}").expectStatus().isCreated());

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "SMS")).isEqualTo("SUPPRESSED");
        api.privacy().delete().uri(SUPPRESSIONS + "/{id}", suppression.path("id").asString()).exchange()
                .expectStatus().isNoContent();
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        api.privacy().delete().uri(SUPPRESSIONS + "/{id}", suppression.path("id").asString()).exchange()
                .expectStatus().isNotFound();
    }

    @Test
    void keepsOnlyToTheChannelItNames() {
        post("{\"clientId\":\"" + client + "\",\"channel\":\"SMS\",\"reason\":\"COMPLAINT\"}").expectStatus()
                .isCreated();

        assertThat(api.decide(client, "CONTRACT_SERVICE", "SMS")).isEqualTo("SUPPRESSED");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
    }

    @Test
    void recognisesAnAddressAndStoresItNowhere() {
        post("{\"address\":\"" + Clients.email(client).toUpperCase()
                + "\",\"channel\":\"EMAIL\",\"reason\":\"HARD_BOUNCE\"}")
                .expectStatus().isCreated();

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "SMS")).isEqualTo("CONTRACT");
        assertThat(database.number("""
                select count(*) from suppression where address_hash ilike '%example%' or note ilike '%example%'
                """)).isZero();
        assertThat(database.number("""
                select count(*) from known_client where email_hashes::text ilike '%example%'
                """)).isZero();
    }

    @Test
    void stillRecognisesAnAddressAfterItsClientWasErased() {
        post("{\"address\":\"" + Clients.email(client) + "\",\"channel\":\"EMAIL\",\"reason\":\"COMPLAINT\"}")
                .expectStatus().isCreated();
        UUID again = UUID.randomUUID();
        clients.erase(client);

        clients.knownWith(again, Clients.email(client));
        api.grant(again, EMAIL);

        assertThat(api.decide(again, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
    }

    @Test
    void notesNothingAboutAnErasedClient() {
        clients.erase(client);

        JsonNode problem = json(post("{\"clientId\":\"" + client + "\",\"reason\":\"MANUAL\",\"note\":\"prośba\"}")
                .expectStatus().isEqualTo(409));

        assertThat(problem.path("type").asString()).isEqualTo("urn:kartoteka:problem:client-erased");
        assertThat(database.number("select count(*) from suppression where client_id = ?", client)).isZero();
    }

    @Test
    void keepsNoNoteOfAnErasedClientsAddress() {
        post("{\"address\":\"" + Clients.email(client) + "\",\"channel\":\"EMAIL\",\"reason\":\"MANUAL\","
                + "\"note\":\"pan Jan dzwonił\"}").expectStatus().isCreated();

        clients.erase(client);

        assertThat(database.number("select count(*) from suppression where note like '%Jan%'")).isZero();
    }

    @Test
    void answersEveryOneOfParallelCallersWithASuppression() {
        String body = "{\"clientId\":\"" + client + "\",\"reason\":\"MANUAL\"}";

        List<JsonNode> answers = IntStream.range(0, 60).parallel().mapToObj(i -> {
            JsonNode answer = json(post(body).expectStatus().isCreated());
            if (i % 3 == 0) {
                api.privacy().delete().uri(SUPPRESSIONS + "/{id}", answer.path("id").asString()).exchange();
            }
            return answer;
        }).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.path("id").asString()).isNotEmpty());
    }

    @Test
    void suppressesTheAddressThatAMessageCameBackFrom() {
        UUID again = UUID.randomUUID();

        bounced(client, "EMAIL");
        await().until(() -> api.decide(client, EMAIL, "EMAIL").equals("SUPPRESSED"));
        bounced(client, "EMAIL");

        assertThat(api.decide(client, "CONTRACT_SERVICE", "SMS")).isEqualTo("CONTRACT");
        clients.knownWith(again, Clients.email(client));
        api.grant(again, EMAIL);
        assertThat(api.decide(again, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
        JsonNode all = json(api.privacy().get().uri(SUPPRESSIONS + "?limit=500").exchange()).path("items");
        assertThat(all.findValuesAsString("source")).contains("MESSAGE");
    }

    @Test
    void takesTheSameTwiceForOne() {
        String body = "{\"clientId\":\"" + client + "\",\"reason\":\"MANUAL\",\"note\":\"prośba\"}";
        JsonNode first = json(post(body).expectStatus().isCreated());

        assertThat(json(post(body).expectStatus().isCreated())).isEqualTo(first);
        JsonNode list = json(api.privacy().get().uri(SUPPRESSIONS + "?clientId={id}", client).exchange());
        assertThat(list.path("items")).hasSize(1);
        assertThat(json(api.privacy().get().uri(SUPPRESSIONS + "/{id}", first.path("id").asString()).exchange()))
                .isEqualTo(first);
    }

    @Test
    void listsPageByPage() {
        for (String channel : new String[]{"EMAIL", "SMS", "PHONE"}) {
            post("{\"clientId\":\"" + client + "\",\"channel\":\"" + channel + "\",\"reason\":\"MANUAL\"}")
                    .expectStatus().isCreated();
        }

        JsonNode first = json(api.privacy().get().uri(SUPPRESSIONS + "?clientId={id}&limit=2", client).exchange());
        JsonNode second = json(api.privacy().get()
                .uri(SUPPRESSIONS + "?clientId={id}&limit=2&cursor={cursor}", client,
                        first.path("nextCursor").asString())
                .exchange());

        assertThat(first.path("items").findValuesAsString("channel")).containsExactly("PHONE", "SMS");
        assertThat(second.path("items").findValuesAsString("channel")).containsExactly("EMAIL");
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void refusesWhatNamesNobodyOrTooMuch() {
        assertThat(codes("{\"reason\":\"MANUAL\"}")).contains("suppression.whom");
        assertThat(codes("{\"clientId\":\"" + client + "\",\"address\":\"a@b.example\",\"reason\":\"MANUAL\"}"))
                .contains("suppression.whom");
        assertThat(codes("{\"address\":\"a@b.example\",\"reason\":\"MANUAL\"}")).contains("required");
        assertThat(codes("{\"address\":\"nobody\",\"channel\":\"EMAIL\"}")).contains("email.invalid", "required");
        assertThat(codes("{\"address\":\"500\",\"channel\":\"SMS\",\"reason\":\"MANUAL\"}")).contains("phone.e164");
        post("{\"clientId\":\"" + UUID.randomUUID() + "\",\"reason\":\"MANUAL\"}").expectStatus().isNotFound();
    }

    private static void bounced(UUID client, String channel) {
        var message = new MessageState(UUID.randomUUID(), client, null, channel, EMAIL, "BOUNCED", "SMTP_550", null,
                Instant.parse("2026-11-22T10:00:00Z"), 3);
        KafkaProbe.shared().send(MessageEvent.TOPIC, client.toString(),
                new EventCodec().json(new MessageEvent.MessageBounced(message)).getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "urn:test",
                        "ce_type", EventTypes.typeOf(MessageEvent.MessageBounced.class),
                        "content-type", "application/json"));
    }

    private Iterable<String> codes(String body) {
        return json(post(body).expectStatus().isBadRequest()).path("errors").findValuesAsString("code");
    }

    private WebTestClient.ResponseSpec post(String body) {
        return api.privacy().post().uri(SUPPRESSIONS).header("Content-Type", "application/json").bodyValue(body)
                .exchange();
    }
}
