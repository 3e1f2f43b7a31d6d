package pl.kartoteka.messaging.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.SegmentEvent.SegmentDefined;
import pl.kartoteka.events.SegmentEvent.SegmentState;
import pl.kartoteka.messaging.Api;
import pl.kartoteka.messaging.Outside;
import pl.kartoteka.messaging.World;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.messaging.Api.eventually;

@ServiceTest
class CampaignIT {
    private static final String CAMPAIGNS = "/api/v1/campaigns";

    @Autowired
    World world;
    private Api api;

    @BeforeEach
    void signIn(@Autowired WebTestClient web) {
        api = new Api(web);
    }

    @AfterEach
    void everythingAnswersAgain() {
        Outside.CONSENTS.down = false;
        Outside.CONSENTS.denied.clear();
    }

    @Test
    void reachesThoseWhoAgreedAndSaysWhyTheOthersDidNotGetIt() throws Exception {
        Person agreed = world.client("Kłos");
        Person pending = world.client("Młyn");
        Person refused = world.client("Chleb");
        Outside.CONSENTS.denied.put(pending.id(), "PENDING");
        Outside.CONSENTS.denied.put(refused.id(), "REFUSED");
        UUID id = draft(world.segment(agreed, pending, refused), Map.of());

        JsonNode forecast = Api.json(act(id, "preflight").expectStatus().isOk());
        act(id, "start").expectStatus().isAccepted();
        eventually(() -> status(id).equals("DONE"));

        assertThat(Instant.parse(read(id).path("finishedAt").asString()))
                .isAfterOrEqualTo(Instant.parse(read(id).path("startedAt").asString()));
        assertThat(forecast.path("audience").asInt()).isEqualTo(3);
        assertThat(forecast.path("deliverable").asInt()).isEqualTo(1);
        assertThat(forecast.path("blocked").toString())
                .isEqualTo("[{\"reason\":\"PENDING\",\"count\":1},{\"reason\":\"REFUSED\",\"count\":1}]");
        JsonNode counts = read(id).path("counts");
        assertThat(counts.path("planned").asInt()).isEqualTo(3);
        assertThat(counts.path("sent").asInt()).isEqualTo(1);
        assertThat(counts.path("blocked").asInt()).isEqualTo(2);
        assertThat(counts.path("waiting").asInt()).isZero();
        assertThat(Outside.mails(agreed.email())).hasSize(1);
        assertThat(Outside.mails(pending.email())).isEmpty();
        assertThat(Outside.mails(refused.email())).isEmpty();
        assertThat(recipients(id, "?status=BLOCKED&limit=1").path("items")).hasSize(1);
        assertThat(recipients(id, "?status=BLOCKED").path("items").findValuesAsString("reason"))
                .containsExactlyInAnyOrder("PENDING", "REFUSED");
        assertThat(recipients(id, "").path("items")).hasSize(3);
    }

    @Test
    void audienceAndWordsAreThoseOfTheStart() throws Exception {
        Person early = world.client("Kłos");
        Person late = world.client("Młyn");
        UUID segment = world.segment(early);
        UUID template = template("Oferta {{client.shortName}}");
        var request = new HashMap<String, Object>(Map.of(
                "name", "Jesień", "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "segmentId", segment,
                "templateId", template, "sendAt", Instant.now().plusSeconds(2)));
        UUID id = id(api.post(CAMPAIGNS, request).expectStatus().isCreated());
        act(id, "start").expectStatus().isAccepted();

        world.leaves(segment, early, 2);
        world.enters(segment, late, 1);
        patch("/api/v1/message-templates/" + template, "\"0\"", "{\"subject\":\"Inna\"}").expectStatus().isOk();
        eventually(() -> world.members(segment) == 1);
        eventually(() -> status(id).equals("DONE"));

        assertThat(Outside.mails(early.email()).getFirst().getSubject()).isEqualTo("Oferta Kłos");
        assertThat(Outside.mails(late.email())).isEmpty();
    }

    @Test
    void pausedCampaignSendsNothingUntilItIsResumed() throws Exception {
        Person client = world.client("Kłos");
        UUID id = draft(world.segment(client), Map.of("sendAt", Instant.now().plusSeconds(1)));
        act(id, "start").expectStatus().isAccepted();
        act(id, "pause").expectStatus().isOk();
        Thread.sleep(1_800);
        assertThat(Outside.mails(client.email())).isEmpty();
        assertThat(read(id).path("counts").path("waiting").asInt()).isEqualTo(1);

        act(id, "resume").expectStatus().isOk();

        eventually(() -> status(id).equals("DONE"));
        assertThat(Outside.mails(client.email())).hasSize(1);
    }

    @Test
    void cancelledCampaignSendsNothingMore() throws Exception {
        Person client = world.client("Kłos");
        Outside.CONSENTS.down = true;
        UUID id = draft(world.segment(client), Map.of());
        act(id, "start").expectStatus().isAccepted();
        eventually(() -> read(id).path("counts").path("held").asInt() == 1);

        act(id, "cancel").expectStatus().isOk();
        Outside.CONSENTS.down = false;
        eventually(() -> read(id).path("counts").path("cancelled").asInt() == 1);
        Thread.sleep(800);

        assertThat(Outside.mails(client.email())).isEmpty();
        assertThat(status(id)).isEqualTo("CANCELLED");
    }

    @Test
    void cancelledCampaignDoesNotHandOverAgainWhatIsInDoubt() throws Exception {
        Person client = world.client("Kłos");
        Outside.SMS.errors.put(client.phone(), 999);
        UUID id = smsInDoubt(client);

        act(id, "cancel").expectStatus().isOk();
        Outside.SMS.errors.remove(client.phone());
        eventually(() -> read(id).path("counts").path("failed").asInt() == 1);

        assertThat(recipients(id, "").path("items").path(0).path("reason").asString()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(Outside.SMS.to(client.phone())).isEmpty();
    }

    @Test
    void pausedCampaignHandsOverAgainWhatIsInDoubtOnceItIsResumed() throws Exception {
        Person client = world.client("Kłos");
        Outside.SMS.errors.put(client.phone(), 999);
        UUID id = smsInDoubt(client);
        act(id, "pause").expectStatus().isOk();
        eventually(() -> world.count("select count(*) from message where status = 'SENDING' and claimed_until < now()"
                + " and campaign_id = '" + id + "'") == 1);

        Outside.SMS.errors.remove(client.phone());
        aWholeRoundGoesBy();
        assertThat(Outside.SMS.to(client.phone())).isEmpty();

        act(id, "resume").expectStatus().isOk();
        eventually(() -> status(id).equals("DONE"));
        assertThat(Outside.SMS.to(client.phone())).hasSize(1);
    }

    /** A round has come to its end when the next one sends. */
    private void aWholeRoundGoesBy() throws Exception {
        for (int i = 0; i < 2; i++) {
            UUID id = api.order(Map.of("channel", "SMS", "purpose", "SMS_MARKETING",
                    "clientIds", List.of(world.client("Kłos").id()), "text", "Oferta"));
            eventually(() -> api.status(id).equals("SENT"));
        }
    }

    @Test
    void keepsToItsRate() throws Exception {
        var clients = new ArrayList<Person>();
        for (int i = 0; i < 12; i++) {
            clients.add(world.client("Kłos " + i));
        }
        UUID id = draft(world.segment(clients.toArray(Person[]::new)), Map.of("ratePerSecond", 4));
        long before = System.nanoTime();

        act(id, "start").expectStatus().isAccepted();
        eventually(() -> status(id).equals("DONE"));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1_900));
        assertThat(clients).allSatisfy(client -> assertThat(Outside.mails(client.email())).hasSize(1));
    }

    @Test
    void showsItsProgressUntilItIsOver() throws Exception {
        Person client = world.client("Kłos");
        UUID id = draft(world.segment(client), Map.of());
        act(id, "start").expectStatus().isAccepted();

        var progress = api.web().get().uri(CAMPAIGNS + "/" + id + "/events")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus().isOk()
                .returnResult(String.class)
                .getResponseBody()
                .collectList()
                .block(Duration.ofSeconds(20));

        JsonNode last = JsonMapper.shared().readTree(progress.getLast());
        assertThat(last.path("status").asString()).isEqualTo("DONE");
        assertThat(last.path("counts").path("sent").asInt()).isEqualTo(1);
    }

    @Test
    void startsOnceHoweverOftenItIsAsked() throws Exception {
        Person client = world.client("Kłos");
        UUID id = draft(world.segment(client), Map.of());

        var answers = Flux.range(0, 6)
                .flatMap(_ -> Mono.fromCallable(() -> act(id, "start").returnResult(Void.class).getStatus().value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
        eventually(() -> status(id).equals("DONE"));

        assertThat(answers).containsOnlyOnce(202).allMatch(status -> status == 202 || status == 409);
        assertThat(Outside.mails(client.email())).hasSize(1);
    }

    @Test
    void refusesMovesThatMakeNoSense() throws Exception {
        UUID id = draft(world.segment(), Map.of());

        act(id, "pause").expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:campaign-transition")
                .jsonPath("$.from").isEqualTo("DRAFT");
        act(id, "resume").expectStatus().isEqualTo(409);
        act(id, "cancel").expectStatus().isOk();
        act(id, "start").expectStatus().isEqualTo(409);
        act(UUID.randomUUID(), "start").expectStatus().isNotFound();
        patch(CAMPAIGNS + "/" + id, "\"1\"", "{\"name\":\"Inna\"}").expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:campaign-not-draft");
    }

    @Test
    void changesAndRemovesADraftOnlyInTheVersionSeen() throws Exception {
        UUID id = draft(world.segment(), Map.of());
        String path = CAMPAIGNS + "/" + id;

        api.web().patch().uri(path).contentType(MediaType.valueOf("application/merge-patch+json"))
                .bodyValue("{\"name\":\"Zima\"}").exchange().expectStatus().isEqualTo(428);
        patch(path, "\"0\"", "{\"name\":\"Zima\",\"ratePerSecond\":null}").expectStatus().isOk()
                .expectHeader().valueEquals("ETag", "\"1\"")
                .expectBody().jsonPath("$.name").isEqualTo("Zima");
        patch(path, "\"0\"", "{\"name\":\"Wiosna\"}").expectStatus().isEqualTo(412);
        api.web().delete().uri(path).header("If-Match", "\"0\"").exchange().expectStatus().isEqualTo(412);
        api.web().delete().uri(path).header("If-Match", "\"1\"").exchange().expectStatus().isNoContent();
        api.get(path).expectStatus().isNotFound();
    }

    @Test
    void refusesSegmentsItDoesNotKnowOrMayNotUse() throws Exception {
        var request = request(UUID.randomUUID(), Map.of());

        api.post(CAMPAIGNS, request).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].field").isEqualTo("segmentId")
                .jsonPath("$.errors[0].code").isEqualTo("segment.unknown");
        api.post(CAMPAIGNS, request(world.segment("RESTRICTED"), Map.of())).expectStatus().isBadRequest();
    }

    @Test
    void sendsToARestrictedSegmentForThoseItIsSharedWith() throws Exception {
        UUID segment = world.segment("RESTRICTED", world.client("Kłos"));
        world.tell(new SegmentDefined(new SegmentState(
                segment, 2, "Łódź", null, "DYNAMIC", "RESTRICTED", "sales", List.of("marketing"))));
        eventually(
                () -> world.count("select count(*) from segment where sequence = 2 and id = '" + segment + "'") == 1);

        UUID id = draft(segment, Map.of());

        act(id, "start").expectStatus().isAccepted();
        assertThat(read(id).path("counts").path("planned").asInt()).isOne();
    }

    @Test
    void showsWhoIsInARestrictedSegmentToNobodyElse(@Autowired WebTestClient web) throws Exception {
        UUID segment = world.segment(world.client("Kłos"));
        UUID started = draft(segment, Map.of());
        UUID waiting = draft(segment, Map.of());
        act(started, "start").expectStatus().isAccepted();
        var other = web.mutate().defaultHeaders(headers -> headers.setBearerAuth(
                TestIssuer.token("somebody-else", "messages:read", "messages:send"))).build();
        other.get().uri(CAMPAIGNS + "/" + started + "/recipients").exchange().expectStatus().isOk();

        world.change("update segment set visibility = 'RESTRICTED' where id = '" + segment + "'");

        other.get().uri(CAMPAIGNS + "/" + started + "/recipients").exchange().expectStatus().isNotFound();
        other.get().uri(CAMPAIGNS + "/" + started).exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.name").exists().jsonPath("$.counts").doesNotExist();
        other.get().uri(CAMPAIGNS).exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.items[?(@.id=='" + started + "')].name").exists()
                .jsonPath("$.items[?(@.id=='" + started + "')].counts").doesNotExist();
        assertThat(read(started).path("counts").path("planned").asInt()).isOne();
        other.post().uri(CAMPAIGNS + "/" + waiting + "/preflight").exchange().expectStatus().isNotFound();
        act(waiting, "preflight").expectStatus().isNotFound();
        api.get(CAMPAIGNS + "/" + started + "/recipients").expectStatus().isOk();
    }

    @Test
    void saysThatConsentsCannotBeCheckedNow() throws Exception {
        UUID id = draft(world.segment(world.client("Kłos")), Map.of());
        Outside.CONSENTS.down = true;

        act(id, "preflight").expectStatus().isEqualTo(503).expectHeader().exists("Retry-After").expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:consent-decisions-unavailable");
    }

    @Test
    void listsCampaignsPageByPage() throws Exception {
        UUID segment = world.segment();
        UUID older = draft(segment, Map.of());
        UUID newer = draft(segment, Map.of());

        JsonNode first = Api.json(api.get(CAMPAIGNS + "?limit=1").expectStatus().isOk());
        JsonNode second = Api.json(api.get(CAMPAIGNS + "?limit=1&cursor=" + first.path("nextCursor").asString()));

        assertThat(first.path("items").path(0).path("id").asString()).isEqualTo(newer.toString());
        assertThat(second.path("items").path(0).path("id").asString()).isEqualTo(older.toString());
        api.get(CAMPAIGNS + "?cursor=rubbish").expectStatus().isBadRequest();
        api.get(CAMPAIGNS + "/" + older + "/recipients?status=NONE").expectStatus().isBadRequest();
    }

    /** A campaign with one SMS of which the gateway does not say whether it took it. */
    private UUID smsInDoubt(Person client) throws Exception {
        var request = new HashMap<String, Object>(Map.of(
                "name", "Jesień", "channel", "SMS", "purpose", "SMS_MARKETING", "segmentId", world.segment(client),
                "text", "Oferta"));
        UUID id = id(api.post(CAMPAIGNS, request).expectStatus().isCreated());
        act(id, "start").expectStatus().isAccepted();
        eventually(() -> recipients(id, "?status=SENDING").path("items").path(0).path("reason").asString("")
                .equals("OUTCOME_UNKNOWN"));
        return id;
    }

    private UUID draft(UUID segment, Map<String, Object> more) {
        return id(api.post(CAMPAIGNS, request(segment, more)).expectStatus().isCreated());
    }

    private static Map<String, Object> request(UUID segment, Map<String, Object> more) {
        var request = new HashMap<String, Object>(Map.of(
                "name", "Jesień", "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "segmentId", segment,
                "subject", "Nowości", "text", "Dzień dobry {{client.name}}"));
        request.putAll(more);
        return request;
    }

    private UUID template(String subject) {
        return id(api.post("/api/v1/message-templates", Map.of(
                "name", "Oferta " + UUID.randomUUID(), "channel", "EMAIL", "language", "pl", "subject", subject,
                "text", "Treść")).expectStatus().isCreated());
    }

    private WebTestClient.ResponseSpec act(UUID campaign, String action) {
        return api.web().post().uri(CAMPAIGNS + "/" + campaign + "/" + action).exchange();
    }

    private WebTestClient.ResponseSpec patch(String path, String version, String body) {
        return api.web().patch().uri(path)
                .contentType(MediaType.valueOf("application/merge-patch+json"))
                .header("If-Match", version)
                .bodyValue(body)
                .exchange();
    }

    private JsonNode read(UUID campaign) {
        return Api.json(api.get(CAMPAIGNS + "/" + campaign).expectStatus().isOk());
    }

    private String status(UUID campaign) {
        return read(campaign).path("status").asString();
    }

    private JsonNode recipients(UUID campaign, String query) {
        return Api.json(api.get(CAMPAIGNS + "/" + campaign + "/recipients" + query).expectStatus().isOk());
    }

    private static UUID id(WebTestClient.ResponseSpec response) {
        return UUID.fromString(Api.json(response).path("id").asString());
    }
}
