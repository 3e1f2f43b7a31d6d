package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;
import static pl.kartoteka.consent.privacy.PrivacyOffice.PATH;

/** What holds for every request, and what needs nobody else. */
@ServiceTest
@TestPropertySource(properties = {"kartoteka.privacy.chase-after=2s", "kartoteka.privacy.upkeep-every=200ms"})
class PrivacyRequestsIT {
    private static final String EMAIL = "EMAIL_MARKETING";

    private final Api api;
    private final PrivacyOffice office;
    private final Clients clients;
    private final OwnerDatabase database;

    @Autowired
    PrivacyRequestsIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.office = new PrivacyOffice(api);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
    }

    @Test
    void restrictionCountsAtOnceAndUntilItIsLifted() {
        UUID client = clients.known();
        api.grant(client, EMAIL);

        String id = office.received(client, "RESTRICTION", null);

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("RESTRICTED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "EMAIL")).isEqualTo("RESTRICTED");
        office.act(id, 1, "start", null).expectStatus().isOk();
        office.act(id, 2, "completion", null).expectStatus().isOk();
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("RESTRICTED");
        office.act(id, 3, "lifting", "{\"reason\":\"dane sprawdzone\"}").expectStatus().isOk()
                .expectBody().jsonPath("$.restrictionInForce").isEqualTo(false);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
        office.act(id, 4, "lifting", "{\"reason\":\"znowu\"}").expectStatus().isEqualTo(409);
    }

    @Test
    void objectionStopsWhatRestsOnALegitimateInterestAndStaysInTheLedger() {
        UUID client = clients.known();
        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("LEGITIMATE_INTEREST");

        String id = office.received(client, "OBJECTION", null);

        assertThat(api.decide(client, "DEBT_COLLECTION", "EMAIL")).isEqualTo("OBJECTED");
        assertThat(api.decide(client, "CONTRACT_SERVICE", "EMAIL")).isEqualTo("CONTRACT");
        JsonNode history = json(api.privacy().get()
                .uri("/api/v1/clients/{id}/consents/DEBT_COLLECTION/history", client).exchange().expectStatus().isOk());
        assertThat(history.toString()).contains("/api/v1/privacy-requests/" + id);
    }

    @Test
    void rectificationLinksTheCorrections() {
        String id = office.received(clients.known(), "RECTIFICATION", null);
        office.act(id, 1, "start", null).expectStatus().isOk();

        office.act(id, 2, "corrections", "{\"clientVersion\":7,\"fields\":[\"name\",\"addresses[0].city\"]}")
                .expectStatus()
                .isOk();

        JsonNode trail = json(office.web().get().uri(PATH + "/{id}/trail", id).exchange().expectStatus().isOk());
        assertThat(trail.path("items").path(2).path("detail").path("clientVersion").intValue()).isEqualTo(7);
        office.act(id, 3, "completion", null).expectStatus().isOk();
        office.act(id, 4, "corrections", "{\"clientVersion\":8,\"fields\":[\"name\"]}").expectStatus().isEqualTo(409);
    }

    @Test
    void ofManyWhoActOnOneCaseOneSucceeds() {
        String id = office.received(clients.known(), "ACCESS", null);

        List<Integer> statuses = parallel(8, i -> office.act(
                id, 1, i % 2 == 0 ? "start" : "refusal", i % 2 == 0 ? null : "{\"reason\":\"bezpodstawny\"}"));

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(status -> status != 200)).containsOnly(412);
        assertThat(office.trail(id)).hasSizeBetween(2, 3);
    }

    @Test
    void oneLetterRecordedManyTimesAtOnceIsOneCase() {
        UUID client = clients.known();

        List<Integer> statuses = parallel(8, _ -> office.web().post().uri(PATH)
                .bodyValue(Map.of("clientId", client, "kind", "RESTRICTION")).exchange());

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses.stream().filter(status -> status != 201)).containsOnly(409);
    }

    @Test
    void warnsBeforeTheDeadlineAndListsTheSoonestDueFirst() {
        UUID client = clients.known();
        Instant threeWeeksAgo = Instant.now().minus(28, ChronoUnit.DAYS);
        String late = office
                .received(Map.of("clientId", client, "kind", "ACCESS", "receivedAt", threeWeeksAgo.toString()));
        String fresh = office.received(client, "PORTABILITY", null);

        office.await(late, _ -> office.trail(late).contains("DEADLINE_NEAR"));

        assertThat(office.trail(fresh)).doesNotContain("DEADLINE_NEAR");
        LocalDate due = Deadline.of(threeWeeksAgo);
        assertThat(PrivacyOffice.ids(
                json(office.web().get().uri(PATH + "?clientId={c}&dueBefore={d}", client, due.plusDays(1)).exchange())))
                .containsExactly(late);
        JsonNode first = json(
                office.web().get().uri(PATH + "?clientId={c}&limit=1", client).exchange().expectStatus().isOk());
        assertThat(PrivacyOffice.ids(first)).containsExactly(late);
        assertThat(PrivacyOffice.ids(json(office.web().get().uri(PATH + "?clientId={c}&limit=1&cursor={n}", client,
                first.path("nextCursor").asString()).exchange()))).containsExactly(fresh);
        office.act(late, 1, "extension", "{\"months\":2,\"reason\":\"złożony\"}").expectStatus().isOk()
                .expectBody().jsonPath("$.dueOn").isEqualTo(Deadline.extended(threeWeeksAgo, 2).toString());
        office.act(late, 2, "extension", "{\"months\":1,\"reason\":\"jeszcze\"}").expectStatus().isEqualTo(422);
    }

    @Test
    void namesEveryFieldThatCannotBeTaken() {
        office.web().post().uri(PATH).bodyValue(Map.of("receivedAt", "2999-01-01T00:00:00Z", "note", "x".repeat(2001)))
                .exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors.length()").isEqualTo(4);
        String id = office.received(clients.known(), "ACCESS", null);
        office.act(id, 1, "extension", "{\"months\":3}").expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors.length()").isEqualTo(2);
        office.web().post().uri(PATH + "/{id}/start", id).exchange().expectStatus().isEqualTo(428);
        office.web().get().uri(PATH + "/{id}", UUID.randomUUID()).exchange().expectStatus().isNotFound();
        office.web().post().uri(PATH).bodyValue(Map.of("clientId", UUID.randomUUID(), "kind", "ACCESS")).exchange()
                .expectStatus().isNotFound();
    }

    @Test
    void trailCannotBeRewritten() {
        String id = office.received(clients.known(), "ACCESS", null);

        assertThat(catchMessage(() -> database.changeAsService("update privacy_trail set by = 'x' where case_id = ?",
                UUID.fromString(id)))).contains("permission denied");
        assertThat(catchMessage(() -> database.changeAsService("delete from privacy_trail where case_id = ?",
                UUID.fromString(id)))).contains("permission denied");
    }

    private static List<Integer> parallel(int callers,
            IntFunction<WebTestClient.ResponseSpec> call) {
        return Flux.fromStream(IntStream.range(0, callers).boxed())
                .flatMap(i -> Mono.fromCallable(() -> call.apply(i).returnResult(String.class).getStatus().value())
                        .subscribeOn(Schedulers.boundedElastic()), callers)
                .collectList()
                .block();
    }

    private static String catchMessage(Runnable work) {
        try {
            work.run();
            return "nothing was refused";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
