package pl.kartoteka.consent.privacy;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;
import static pl.kartoteka.consent.privacy.PrivacyOffice.PATH;

/** Whose processing is restricted is left alone, by whatever record of hers. */
@ServiceTest
class RestrictionIT {
    private static final String EMAIL = "EMAIL_MARKETING";

    private final Api api;
    private final PrivacyOffice office;
    private final Clients clients;

    @Autowired
    RestrictionIT(WebTestClient web, ApplicationContext context) {
        this.api = new Api(web);
        this.office = new PrivacyOffice(api);
        this.clients = new Clients(context);
    }

    @Test
    void holdsForWhoeverStandsForTheClientWhileItDoes() {
        UUID survivor = granted();
        UUID duplicate = granted();
        received(duplicate);

        clients.merge(duplicate, survivor, 5);
        assertThat(decision(survivor)).isEqualTo("RESTRICTED");

        clients.part(duplicate, 6);
        assertThat(decision(survivor)).isEqualTo("GRANTED");
        assertThat(decision(duplicate)).isEqualTo("RESTRICTED");
    }

    @Test
    void holdsForASurvivorThatIsHeardOfLater() {
        UUID survivor = UUID.randomUUID();
        UUID duplicate = granted();
        received(duplicate);
        clients.merge(duplicate, survivor, 5);

        clients.knownAs(survivor);

        assertThat(decision(survivor)).isEqualTo("RESTRICTED");
    }

    @Test
    void holdsForASurvivorThatIsHeardOfAtThatMoment() throws Exception {
        for (int round = 0; round < 30; round++) {
            UUID survivor = UUID.randomUUID();
            UUID duplicate = granted();
            received(duplicate);

            var merged = CompletableFuture.runAsync(() -> clients.merge(duplicate, survivor, 5));
            var heard = CompletableFuture.runAsync(() -> clients.knownAs(survivor));
            CompletableFuture.allOf(merged, heard).get();

            assertThat(decision(survivor)).isEqualTo("RESTRICTED");
        }
    }

    @Test
    void endsForTheSurvivorWhenTheDuplicateIsErased() {
        UUID survivor = granted();
        UUID duplicate = granted();
        received(duplicate);
        clients.merge(duplicate, survivor, 5);

        clients.erase(duplicate);

        assertThat(decision(survivor)).isEqualTo("GRANTED");
        assertThat(decision(duplicate)).isEqualTo("ERASED");
    }

    @Test
    void sendsWhoAsksForADuplicateToWhoeverStandsForIt() {
        UUID survivor = granted();
        UUID duplicate = granted();
        clients.merge(duplicate, survivor, 5);

        JsonNode problem = json(
                office.web().post().uri(PATH).bodyValue(Map.of("clientId", duplicate, "kind", "RESTRICTION"))
                        .exchange().expectStatus().isEqualTo(409));

        assertThat(problem.path("type").asString()).isEqualTo("urn:kartoteka:problem:client-merged");
        assertThat(problem.path("mergedInto").asString()).isEqualTo(survivor.toString());
        assertThat(json(office.web().get().uri(PATH + "?clientId={id}", duplicate).exchange()).path("items")).isEmpty();
        received(UUID.fromString(problem.path("mergedInto").asString()));
        assertThat(decision(survivor)).isEqualTo("RESTRICTED");
    }

    @Test
    void holdsUpTheLineUntilItIsLifted() {
        UUID last = granted();
        UUID survivor = granted();
        UUID duplicate = granted();
        String id = received(duplicate);

        clients.merge(duplicate, survivor, 5);
        clients.merge(survivor, last, 5);
        assertThat(decision(last)).isEqualTo("RESTRICTED");

        act(id, 1, "lifting");
        assertThat(decision(last)).isEqualTo("GRANTED");
    }

    @Test
    void theEndOfOneDoesNotEndAnotherThatIsAskedForAtThatMoment() throws Exception {
        for (int round = 0; round < 20; round++) {
            UUID client = granted();
            String first = received(client);
            act(first, 1, "start");
            act(first, 2, "completion");

            var lifted = CompletableFuture.runAsync(() -> act(first, 3, "lifting"));
            var second = CompletableFuture.runAsync(() -> received(client));
            lifted.get();
            second.get();

            assertThat(decision(client)).isEqualTo("RESTRICTED");
        }
    }

    @Test
    void refusesARequestFromBeforeThereWasARight() {
        office.web().post().uri(PATH).bodyValue(Map.of("clientId", clients.known(), "kind", "RESTRICTION", "receivedAt",
                "-100000-01-01T00:00:00Z")).exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("receivedAt");
    }

    private UUID granted() {
        UUID client = clients.known();
        api.grant(client, EMAIL);
        return client;
    }

    private String decision(UUID client) {
        return api.decide(client, EMAIL, "EMAIL");
    }

    private String received(UUID client) {
        return office.received(client, "RESTRICTION", null);
    }

    private void act(String id, long version, String step) {
        String field = step.equals("lifting") ? "reason" : "note";
        office.act(id, version, step, "{\"" + field + "\":\"dane sprawdzone\"}").expectStatus().isOk();
    }
}
