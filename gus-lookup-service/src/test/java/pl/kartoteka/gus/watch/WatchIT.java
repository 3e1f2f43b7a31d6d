package pl.kartoteka.gus.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientChange.ClientDeactivated;
import pl.kartoteka.events.ClientChange.ClientMerged;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.Samples;
import pl.kartoteka.gus.Bir;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.RegistersRunning;
import pl.kartoteka.gus.bir.DailyChanges;
import pl.kartoteka.gus.lookup.Nips;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class WatchIT implements RegistersRunning {
    private static final RegisterStubs REGISTERS = RegisterStubs.SHARED;
    private static final String TOPIC = "kartoteka.companies.v1";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private WebTestClient web;
    @Autowired
    private DatabaseClient database;
    @Autowired
    private WatchList watchList;
    @Autowired
    private Watch watch;
    @Autowired
    private WatchedClientData data;

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final String nip = Nips.next();
    private final UUID client = UUID.randomUUID();

    @BeforeEach
    void nothingIsWatched() {
        REGISTERS.reset();
        sql("delete from watched_company");
        sql("delete from watched_client");
        sql("delete from daily_change_report");
    }

    @Test
    void followsWhoHasTheNip() {
        tell(ClientRegistered.class, client, 1, nip, state -> {});
        eventually(nip, true);
        var other = UUID.randomUUID();
        tell(ClientRegistered.class, other, 1, nip, state -> {});
        tell(ClientDeactivated.class, client, 2, nip, state -> state.put("active", false));
        var moved = Nips.next();
        tell(ClientUpdated.class, other, 2, moved, state -> {});
        eventually(moved, true);
        eventually(nip, false);
        tell(ClientMerged.class, other, 3, moved, state -> state.put("mergedInto", client.toString()));
        eventually(moved, false);
        var third = UUID.randomUUID();
        tell(ClientRegistered.class, third, 1, nip, state -> {});
        eventually(nip, true);
        send(new ClientErased(third, 2));
        eventually(nip, false);
        // What comes late changes nothing.
        tell(ClientRegistered.class, third, 1, nip, state -> {});
        tell(ClientRegistered.class, UUID.randomUUID(), 1, moved, state -> {});
        eventually(moved, true);
        assertThat(watched(nip)).isFalse();
    }

    @Test
    void losesNoCompanyWhenClientsComeAndGoAtOnce() {
        Flux.range(0, 40)
                .flatMap(
                        i -> watchList.keep(List.of(new WatchedClient(new UUID(7, i % 10), i, i % 3 == 0 ? null : nip)))
                                .subscribeOn(Schedulers.parallel()),
                        16)
                .then().block();

        var clients = database.sql("select count(*) from watched_client where nip = :nip").bind("nip", nip)
                .mapValue(Long.class).one().block();
        assertThat(clients).isPositive();
        assertThat(watched(nip)).isTrue();
        Flux.range(0, 10).flatMap(i -> watchList.keep(List.of(new WatchedClient(new UUID(7, i), 100, null)))
                .subscribeOn(Schedulers.parallel()), 16).then().block();
        assertThat(watched(nip)).isFalse();
    }

    @Test
    void publishesWhatDiffersAndNothingOfAnotherWriting() {
        watchDue();
        REGISTERS.gusAnswers(Companies.bakery(nip));
        REGISTERS.ceidgFindsNothing();
        whiteListSays("PIEKARNIA SP. Z O.O.", "Czynny");
        REGISTERS.viesAnswers(nip, true);
        assertThat(watch.turn().block()).isEqualTo(1);

        dueAgain();
        whiteListSays("Piekarnia sp. z o.o.", "Czynny");
        watch.turn().block();
        dueAgain();
        whiteListSays("Piekarnia sp. z o.o.", "Zwolniony");
        watch.turn().block();

        var changed = kafka.awaitEvent(TOPIC, "kartoteka.company.changed.v1", nip);
        assertThat(changed.data().path("register").asString()).isEqualTo("WHITE_LIST");
        assertThat(changed.data().path("changes")).hasSize(1);
        assertThat(changed.data().path("changes").get(0).path("field").asString()).isEqualTo("vatStatus");
        assertThat(changed.data().path("changes").get(0).path("before").asString()).isEqualTo("ACTIVE");
        assertThat(changed.data().path("changes").get(0).path("after").asString()).isEqualTo("EXEMPT");
        assertThat(kafka.events(TOPIC, nip)).filteredOn(event -> event.type().contains("changed")).hasSize(1);
        assertThat(watch.turn().block()).isZero();
    }

    @Test
    void concludesNothingFromAnOutageAndAsksOnlyWhoDidNotAnswer() {
        watchDue();
        REGISTERS.gusAnswers(Companies.bakery(nip));
        whiteListSays("PIEKARNIA SP. Z O.O.", "Czynny");
        REGISTERS.viesAnswers(nip, true);
        RegisterStubs.fails(REGISTERS.ceidg, aResponse().withStatus(503));
        watch.turn().block();

        assertThat(column("verified_at")).isZero();
        assertThat(dueIn()).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(20));
        REGISTERS.ceidg.resetAll();
        REGISTERS.ceidgFindsNothing();
        REGISTERS.gus.resetRequests();
        REGISTERS.whiteList.resetRequests();
        dueAgain();
        watch.turn().block();

        REGISTERS.gus.verify(0, postRequestedFor(anyUrl()));
        REGISTERS.whiteList.verify(0, getRequestedFor(anyUrl()));
        REGISTERS.ceidg.verify(1, getRequestedFor(anyUrl()));
        assertThat(column("verified_at")).isOne();
        assertThat(dueIn()).isBetween(Duration.ofDays(6), Duration.ofDays(8));
    }

    /** In one turn with a company whose round goes on since yesterday. */
    @Test
    void takesNoAnswerFromBeforeTheRoundOfItsOwnCompany() {
        watchDue();
        REGISTERS.gusAnswers(Companies.bakery(nip));
        REGISTERS.ceidgAnswers(Companies.ceidgTrader(nip));
        whiteListSays("PIEKARNIA SP. Z O.O.", "Czynny");
        REGISTERS.viesAnswers(nip, true);
        watch.turn().block();
        var slow = Nips.next();
        watchList.keep(List.of(new WatchedClient(UUID.randomUUID(), 1, slow))).block();
        sql("update watched_company set due_at = now(), round_began = now() - interval '1 day' where nip = '" + slow
                + "'");
        dueAgain();
        REGISTERS.ceidg.resetRequests();

        assertThat(watch.turn().block()).isEqualTo(2);

        REGISTERS.ceidg.verify(1, getRequestedFor(urlEqualTo("/firma?nip=" + nip)));
    }

    @Test
    void keepsDueWhatWasBroughtForwardWhileItWasBeingVerified() {
        watchDue();
        watchList.due().collectList().block();
        sql("update watched_company set regon = '610188201' where nip = '" + nip + "'");
        watchList.bringForward(LocalDate.of(2026, 11, 20), "report", List.of("610188201")).block();

        watchList.verified(List.of(nip)).block();

        assertThat(dueIn()).isLessThan(Duration.ofHours(3));
        assertThat(column("verified_at")).isZero();
    }

    @Test
    void spreadsVerificationsOverTheInterval() {
        Flux.range(0, 200).concatMap(i -> watchList.keep(List.of(new WatchedClient(UUID.randomUUID(), 1, Nips.next()))))
                .then().block();

        var perDay = database.sql("""
                select count(*) from watched_company group by floor(extract(epoch from due_at - now()) / 86400)
                """).mapValue(Long.class).all().collectList().block();

        assertThat(perDay).hasSize(7).allSatisfy(companies -> assertThat(companies).isBetween(8L, 60L));
    }

    @Test
    void bringsForwardWhatGusListsAmongTheChangesOfADay() {
        watchList.keep(List.of(new WatchedClient(client, 1, nip))).block();
        sql("update watched_company set due_at = now() + interval '5 days', regon = '610188201' where nip = '" + nip
                + "'");
        REGISTERS.logIn();
        REGISTERS.gus.stubFor(RegisterStubs.bir("DanePobierzRaportZbiorczy").willReturn(
                Bir.answer("DanePobierzRaportZbiorczy", Bir.rows(Map.of("ErrorCode", "4")))));
        REGISTERS.gus.stubFor(RegisterStubs.bir("DanePobierzRaportZbiorczy")
                .withRequestBody(containing("BIR11Aktualizowane"))
                .willReturn(Bir.answer("DanePobierzRaportZbiorczy", Bir.rows(Map.of("regon", "610188201")))));

        watch.readDailyChanges().block();
        watch.readDailyChanges().block();

        assertThat(dueIn()).isLessThan(Duration.ofHours(3));
        REGISTERS.gus.verify(DailyChanges.REPORTS.size() * DailyChanges.DAYS, postRequestedFor(anyUrl())
                .withRequestBody(containing("<b:DanePobierzRaportZbiorczy>")));
        web.get().uri("/api/v1/lookups/watch")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", "lookups:read")))
                .exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.companies").isEqualTo(1)
                .jsonPath("$.changesReadUntil").isEqualTo(LocalDate.ofInstant(Instant.now(),
                        ZoneId.of("Europe/Warsaw")).minusDays(1).toString());
    }

    @Test
    void readsAReportLaterThatCouldNotBeRead() {
        REGISTERS.logIn();
        REGISTERS.gus.stubFor(RegisterStubs.bir("DanePobierzRaportZbiorczy").willReturn(aResponse().withStatus(500)));
        watch.readDailyChanges().block();

        assertThat(database.sql("select count(*) from daily_change_report where read_at is not null")
                .mapValue(Long.class).one().block()).isZero();
    }

    @Test
    void forgetsAClientAndSaysHowMuchThatWas() {
        watchList.keep(List.of(new WatchedClient(client, 3, nip))).block();

        assertThat(data.export(client).collectList().block()).hasSize(1);
        assertThat(data.erase(client).block().erased()).singleElement()
                .satisfies(erased -> assertThat(erased.count()).isOne());
        assertThat(watched(nip)).isFalse();
        assertThat(data.erase(client).block().erased()).isEmpty();
        assertThat(data.erase(UUID.randomUUID()).block().erased()).isEmpty();
        assertThat(data.export(client).collectList().block()).isEmpty();
    }

    private void watchDue() {
        watchList.keep(List.of(new WatchedClient(client, 1, nip))).block();
        dueAgain();
    }

    private void dueAgain() {
        sql("update watched_company set due_at = now() where nip = '" + nip + "'");
    }

    private Duration dueIn() {
        return Duration.ofSeconds(database.sql("""
                select cast(extract(epoch from due_at - now()) as bigint) from watched_company where nip = :nip
                """).bind("nip", nip).mapValue(Long.class).one().block());
    }

    private long column(String name) {
        return database.sql("select count(" + name + ") from watched_company where nip = :nip").bind("nip", nip)
                .mapValue(Long.class).one().block();
    }

    private void whiteListSays(String name, String status) {
        REGISTERS.whiteList.resetAll();
        REGISTERS.whiteListAnswersMany(nip, Companies.subject(nip, status)
                .replace("PIEKARNIA ZŁOTY KŁOS SP. Z O.O.", name));
    }

    private boolean watched(String number) {
        return database.sql("select exists (select from watched_company where nip = :nip)").bind("nip", number)
                .mapValue(Boolean.class).one().block();
    }

    private void eventually(String number, boolean watched) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(50), Schedulers.boundedElastic())
                .filter(_ -> watched(number) == watched).next()
                .block(Duration.ofSeconds(20));
    }

    private void sql(String statement) {
        database.sql(statement).then().block();
    }

    private void tell(Class<? extends ClientEvent> type, UUID id, long version, String number,
            Consumer<ObjectNode> change) {
        var event = (ObjectNode) JSON.readTree(Samples.json(type));
        var state = (ObjectNode) event.path("client");
        state.put("id", id.toString()).put("version", version).put("nip", number).put("active", true);
        state.remove("mergedInto");
        change.accept(state);
        send(EventTypes.typeOf(type), id.toString(), JSON.writeValueAsBytes(event));
    }

    private void send(Event event) {
        send(EventTypes.typeOf(event.getClass()), event.key(), JSON.writeValueAsBytes(event));
    }

    private void send(String type, String key, byte[] json) {
        kafka.send(ClientEvent.TOPIC, key, json, Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "urn:test",
                "ce_type", type,
                "content-type", "application/json"));
    }
}
