package pl.kartoteka.consent.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class DecisionsIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String DECISIONS = "/api/v1/consent-decisions";

    @Autowired
    Api api;
    @Autowired
    Clients clients;
    @Autowired
    OwnerDatabase database;
    private UUID client;

    @BeforeEach
    void hearOfAClient() {
        client = clients.known();
    }

    @Test
    void followsAConsentThroughItsLife() {
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("NO_CONSENT");
        api.answer(client, EMAIL, "PENDING");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("PENDING");
        api.grant(client, EMAIL);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        assertThat(api.decide(client, EMAIL, "SMS")).isEqualTo("CHANNEL_NOT_OPENED");
        api.answer(client, EMAIL, "WITHDRAWN");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("WITHDRAWN");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "SMS")).isEqualTo("CONTRACT");
        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("LEGITIMATE_INTEREST");
        assertThat(api.decide(client, "DEBT_COLLECTION", "POST")).isEqualTo("NO_ADDRESS");
    }

    @Test
    void deniesWhoIsInactiveErasedUnknownOrHasNoAddress() {
        UUID inactive = clients.known();
        clients.deactivate(inactive);
        UUID erased = clients.known();
        clients.erase(erased);
        UUID unreachable = clients.knownWithoutAddresses();
        api.grant(unreachable, EMAIL);

        assertThat(api.decide(inactive, EMAIL, "EMAIL")).isEqualTo("INACTIVE");
        assertThat(api.decide(erased, EMAIL, "EMAIL")).isEqualTo("ERASED");
        assertThat(api.decide(UUID.randomUUID(), EMAIL, "EMAIL")).isEqualTo("UNKNOWN_CLIENT");
        assertThat(api.decide(unreachable, EMAIL, "EMAIL")).isEqualTo("NO_ADDRESS");
    }

    /** The clients of these tests are companies. */
    @Test
    void asksForTheConsentOfACompanyAsOfAPerson() {
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("NO_CONSENT");
        assertThat(api.decide(client, "SMS_MARKETING", "SMS")).isEqualTo("NO_CONSENT");
        assertThat(api.decide(client, "PHONE_MARKETING", "PHONE")).isEqualTo("NO_CONSENT");
    }

    @Test
    void deniesWhoeverHadTheProcessingRestricted() {
        api.grant(client, EMAIL);
        database.change("update known_client set restricted = true where client_id = ?", client);

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("RESTRICTED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "EMAIL")).isEqualTo("RESTRICTED");

        clients.hear(new ClientUpdated(Clients.renamed(client, 5), List.of("name")));
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("RESTRICTED");
    }

    @Test
    void keepsWhatWasAskedAndAnswered() {
        api.grant(client, EMAIL);
        JsonNode answer = ask(List.of(client, clients.known()));

        JsonNode kept = json(api.privacy().get()
                .uri(DECISIONS + "/{id}", answer.path("decisions").path(0).path("decisionId").asString()).exchange()
                .expectStatus().isOk());

        assertThat(kept.path("clientId").asString()).isEqualTo(client.toString());
        assertThat(kept.path("purpose").asString()).isEqualTo(EMAIL);
        assertThat(kept.path("channel").asString()).isEqualTo("EMAIL");
        assertThat(kept.path("allowed").asBoolean()).isTrue();
        assertThat(kept.path("askedBy").asString()).isEqualTo("messaging-service");
        assertThat(kept.path("decidedAt")).isEqualTo(answer.path("decidedAt"));
        api.privacy().get().uri(DECISIONS + "/{id}", UUID.randomUUID()).exchange().expectStatus().isNotFound();
    }

    @Test
    void decidesForTenThousandAtOnceInTheOrderAsked() {
        api.grant(client, EMAIL);
        List<UUID> asked = new ArrayList<>(IntStream.range(0, 9_999).mapToObj(_ -> UUID.randomUUID()).toList());
        asked.add(4_711, client);
        ask(asked);
        long kept = database.number("select count(*) from decision");
        Instant start = Instant.now();

        JsonNode answer = ask(asked);

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(answer.path("decisions").findValuesAsString("clientId"))
                .isEqualTo(asked.stream().map(UUID::toString).toList());
        assertThat(answer.path("decisions").findValuesAsString("reason").stream().distinct())
                .containsExactlyInAnyOrder("UNKNOWN_CLIENT", "GRANTED");
        assertThat(answer.path("decisions").path(4_711).path("allowed").asBoolean()).isTrue();
        assertThat(database.number("select count(*) from decision") - kept).isEqualTo(10_000);
    }

    @Test
    void refusesTooManyNoneAndUnknownOnes() {
        var tooMany = IntStream.range(0, 10_001).mapToObj(_ -> UUID.randomUUID()).toList();

        api.privacy().post().uri(DECISIONS)
                .bodyValue(Map.of("purpose", EMAIL, "channel", "EMAIL", "clientIds", tooMany)).exchange()
                .expectStatus().isBadRequest();
        JsonNode problem = json(api.privacy().post().uri(DECISIONS).header("Content-Type", "application/json")
                .bodyValue("{\"purpose\":\"\",\"channel\":\"PIGEON\",\"clientIds\":[\"x\",null]}").exchange()
                .expectStatus().isBadRequest());
        api.privacy().post().uri(DECISIONS)
                .bodyValue(Map.of("purpose", "NONE_SUCH", "channel", "EMAIL", "clientIds", List.of(client))).exchange()
                .expectStatus().isNotFound();

        assertThat(problem.path("errors").findValuesAsString("field"))
                .contains("purpose", "channel", "clientIds[0]", "clientIds[1]");
    }

    private JsonNode ask(List<UUID> asked) {
        return json(api.as("messaging-service", "consents:read").post().uri(DECISIONS)
                .bodyValue(Map.of("purpose", EMAIL, "channel", "EMAIL", "clientIds", asked)).exchange()
                .expectStatus().isOk());
    }
}
