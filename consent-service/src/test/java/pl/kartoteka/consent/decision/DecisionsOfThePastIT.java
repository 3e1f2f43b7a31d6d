package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

/** What would the answer have been then? */
@ServiceTest
class DecisionsOfThePastIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String DECISIONS = "/api/v1/consent-decisions";

    private final Api api;
    private final Clients clients;
    private final OwnerDatabase database;
    private UUID client;
    private long version;

    @Autowired
    DecisionsOfThePastIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
    }

    @BeforeEach
    void hearOfAClient() {
        client = clients.known();
        version = 1;
    }

    /** Whatever happens in whatever order: asked later as of then, the answer is the one that was given. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheAnswerThatWasGivenThen(long seed) {
        Random random = new Random(seed);
        List<JsonNode> given = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            happen(random.nextInt(9));
            given.add(decide(null));
        }

        assertThat(given.stream().map(DecisionsOfThePastIT::reason).distinct().count()).isGreaterThan(4);
        for (JsonNode then : given) {
            assertThat(reason(decide(then.path("decidedAt").asString()))).isEqualTo(reason(then));
        }
    }

    @Test
    void keepsThatItWasAskedAsOfThePast() {
        api.grant(client, EMAIL);
        Instant granted = Instant.now();
        api.answer(client, EMAIL, "WITHDRAWN");

        JsonNode answer = decide(granted.toString());
        JsonNode kept = json(api.privacy().get()
                .uri(DECISIONS + "/{id}", answer.path("decisions").path(0).path("decisionId").asString()).exchange()
                .expectStatus().isOk());

        assertThat(reason(answer)).isEqualTo("GRANTED");
        assertThat(kept.path("reason").asString()).isEqualTo("GRANTED");
        assertThat(kept.path("asOf")).isEqualTo(answer.path("asOf"));
        assertThat(Instant.parse(kept.path("decidedAt").asString())).isAfter(granted);
        assertThat(reason(decide(null))).isEqualTo("WITHDRAWN");
    }

    @Test
    void takesAConsentForHeldUntilItsEndWhenAskedAboutBoth() {
        api.put(client, EMAIL, "{\"status\":\"GRANTED\",\"answeredAt\":\"2020-01-01T00:00:00Z\"}").expectStatus()
                .isOk();

        assertThat(reason(decide(null))).isEqualTo("EXPIRED");
        assertThat(reason(decide("2021-06-01T00:00:00Z"))).as("recorded only now, so not known then")
                .isIn("NO_CONSENT", "UNKNOWN_CLIENT");
    }

    @Test
    void knowsNoClientNorPurposeBeforeItWasHeardOf() {
        assertThat(reason(decide("2020-01-01T00:00:00Z"))).isEqualTo("UNKNOWN_CLIENT");
    }

    @Test
    void saysNothingOfThePastOfAnErasedClient() {
        api.grant(client, EMAIL);
        String granted = Instant.now().toString();
        clients.erase(client);

        assertThat(reason(decide(granted))).isEqualTo("ERASED");
        assertThat(database.number("select count(*) from known_client_history where client_id = ?", client)).isZero();
    }

    @Test
    void refusesWhatTheDatabaseDoesNotKnow() {
        JsonNode problem = json(api.privacy().post().uri(DECISIONS)
                .bodyValue(Map.of("purpose", EMAIL, "channel", "EMAIL", "clientIds", List.of(client), "asOf",
                        "-100000-01-01T00:00:00Z"))
                .exchange().expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("field")).containsExactly("asOf");
    }

    @Test
    void refusesTheFuture() {
        JsonNode problem = json(api.privacy().post().uri(DECISIONS)
                .bodyValue(Map.of("purpose", EMAIL, "channel", "EMAIL", "clientIds", List.of(client), "asOf",
                        "2999-01-01T00:00:00Z"))
                .exchange().expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("field")).containsExactly("asOf");
    }

    private void happen(int event) {
        switch (event) {
            case 0, 1 -> tryAnswer("GRANTED");
            case 2 -> tryAnswer("WITHDRAWN");
            case 3 -> tryAnswer("PENDING");
            case 4 -> suppress(Map.of("clientId", client, "reason", "MANUAL"));
            case 5 -> suppress(Map.of("address", Clients.email(client), "channel", "EMAIL", "reason", "MANUAL"));
            case 6 -> liftAll();
            case 7 -> clients.hear(Clients.changed(client, version++, version % 2 == 0));
            default ->
                    database.change("update known_client set restricted = not restricted where client_id = ?", client);
        }
    }

    private void tryAnswer(String status) {
        api.put(client, EMAIL, "{\"status\":\"" + status + "\"}").expectStatus()
                .value(code -> assertThat(code).isIn(200, 409));
    }

    private void suppress(Map<String, Object> whom) {
        api.privacy().post().uri("/api/v1/suppressions").bodyValue(whom).exchange().expectStatus().isCreated();
    }

    private void liftAll() {
        database.change(
                "delete from suppression where client_id = ? or address_hash = any (array(select unnest(email_hashes) "
                        + "from known_client where client_id = ?))",
                client, client);
    }

    private JsonNode decide(String asOf) {
        Map<String, Object> question = asOf == null
                ? Map.of("purpose", EMAIL, "channel", "EMAIL", "clientIds", List.of(client))
                : Map.of("purpose", EMAIL, "channel", "EMAIL", "clientIds", List.of(client), "asOf", asOf);
        return json(api.privacy().post().uri(DECISIONS).bodyValue(question).exchange().expectStatus().isOk());
    }

    private static String reason(JsonNode answer) {
        return answer.path("decisions").path(0).path("reason").asString();
    }
}
