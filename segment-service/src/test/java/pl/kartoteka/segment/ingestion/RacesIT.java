package pl.kartoteka.segment.ingestion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ConsentEvent.ConsentGranted;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.segment.Api;
import pl.kartoteka.segment.Events;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.segment.Api.await;

/** Callers that really run at once, as several instances would; what comes of it is decided by the database. */
@ServiceTest
class RacesIT {
    private static final String ENTERED = "kartoteka.segment.entered.v1";
    private static final String LEFT = "kartoteka.segment.left.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Projection projection;

    @Autowired
    private DatabaseClient database;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web, "marketing");
    }

    @Test
    void twoEventsForOneClientOnTwoInstancesMoveItOnce() throws Exception {
        String segment = api.defineDynamic("oba warunki", """
                {"all":[{"field":"address.city","op":"eq","value":"Wyścigowo"},
                        {"field":"consent.EMAIL_MARKETING","op":"eq","value":"GRANTED"}]}""");
        List<UUID> clients = Stream.generate(UUID::randomUUID).limit(60).toList();

        List<Callable<Void>> callers = new ArrayList<>();
        for (UUID client : clients) {
            callers.add(() -> take(projection.takeClients(
                    List.of(new ClientRegistered(Events.client(client, 0, "Wyścigowo"))))));
            callers.add(() -> take(projection.takeConsents(
                    List.of(new ConsentGranted(Events.consent(client, 1, "GRANTED"))))));
        }
        together(callers);

        assertThat(members(segment)).containsExactlyInAnyOrderElementsOf(clients);
        await("each is told once", () -> {
            Map<String, List<String>> told = told(segment);
            return clients.stream().allMatch(client -> List.of(ENTERED).equals(told.get(segment + "|" + client)));
        });
    }

    @Test
    void aDefinitionThatChangesDuringEventsEndsExactlyAsItsCriteriaSay() throws Exception {
        String segment = api.defineDynamic("zmieniany", trait("T0"));
        List<UUID> clients = Stream.generate(UUID::randomUUID).limit(40).toList();

        List<Callable<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            List<UUID> mine = clients.subList(caller * 10, caller * 10 + 10);
            callers.add(() -> {
                for (int version = 0; version < 30; version++) {
                    int now = version;
                    take(projection.takeClients(mine.stream()
                            .map(id -> new ClientRegistered(Events.client(id, now, "Gdzieś", "T" + now % 5)))
                            .map(event -> (pl.kartoteka.events.ClientEvent) event)
                            .toList()));
                }
                return null;
            });
        }
        callers.add(() -> {
            for (int i = 1; i <= 8; i++) {
                String etag = api.get("/segments/" + segment).etag();
                api.patch("/segments/" + segment, etag, "{\"criteria\":" + trait(i == 8 ? "T4" : "T" + i % 5) + "}");
                Thread.sleep(60);
            }
            return null;
        });
        together(callers);
        api.awaitReady(segment);

        assertThat(members(segment)).containsAll(clients);
        String etag = api.get("/segments/" + segment).etag();
        api.patch("/segments/" + segment, etag, "{\"criteria\":" + trait("T0") + "}");
        api.awaitReady(segment);
        assertThat(members(segment)).doesNotContainAnyElementsOf(clients);
        await("all are told that they left", () -> {
            Map<String, List<String>> told = told(segment);
            return clients.stream().allMatch(client -> told.get(segment + "|" + client).getLast().equals(LEFT));
        });
        assertThat(told(segment).values()).allSatisfy(RacesIT::entersAndLeavesInTurns);
    }

    @Test
    void aSegmentDeletedDuringItsFillLeavesNothingBehind() throws Exception {
        List<UUID> clients = Stream.generate(UUID::randomUUID).limit(50).toList();
        take(projection.takeClients(clients.stream()
                .map(id -> (pl.kartoteka.events.ClientEvent) new ClientRegistered(Events.client(id, 0, "Tu", "DEL")))
                .toList()));

        for (int round = 0; round < 10; round++) {
            String id = api.post("/segments", """
                    {"name":"krótki","type":"DYNAMIC","criteria":%s}""".formatted(trait("DEL")))
                    .body().path("id").stringValue();
            Thread.sleep(round * 40L);
            assertThat(api.delete("/segments/" + id, "\"1\"").status()).isEqualTo(204);
            await("nothing is left", () -> rows(id) == 0);
        }
    }

    @Test
    void oneOfTwoEditorsIsToldThatTheOtherWasFirst() throws Exception {
        String segment = api.defineDynamic("dwóch redaktorów", trait("EDIT"));
        String etag = api.get("/segments/" + segment).etag();
        List<Integer> statuses = new ArrayList<>();

        List<Callable<Void>> callers = IntStream.range(0, 6).mapToObj(i -> (Callable<Void>) () -> {
            int status = api.patch("/segments/" + segment, etag, "{\"name\":\"redaktor " + i + "\"}").status();
            synchronized (statuses) {
                statuses.add(status);
            }
            return null;
        }).toList();
        together(callers);

        assertThat(statuses).containsOnlyOnce(200).contains(412).hasSize(6);
    }

    @Test
    void noTwoDefinitionsCloseACycleAtOnce() throws Exception {
        String one = api.defineDynamic("koło 1", trait("X"));
        String other = api.defineDynamic("koło 2", trait("Y"));
        List<Integer> statuses = new ArrayList<>();

        together(List.of(
                () -> record(statuses, nest(one, other)),
                () -> record(statuses, nest(other, one))));

        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    }

    private int nest(String outer, String inner) {
        return api.patch("/segments/" + outer, api.get("/segments/" + outer).etag(), """
                {"criteria":{"op":"inSegment","value":"%s"}}""".formatted(inner)).status();
    }

    private static Void record(List<Integer> statuses, int status) {
        synchronized (statuses) {
            statuses.add(status);
        }
        return null;
    }

    /** Downstream sees no entering twice in a row and no leaving of somebody who was not in. */
    private static void entersAndLeavesInTurns(List<String> types) {
        for (int i = 0; i < types.size(); i++) {
            assertThat(types.get(i)).isEqualTo(i % 2 == 0 ? ENTERED : LEFT);
        }
    }

    /** The types of the events of each key, in order. */
    private static Map<String, List<String>> told(String segment) {
        return KafkaProbe.shared().records(SegmentMemberEvent.TOPIC).stream()
                .filter(record -> record.key().startsWith(segment) && record.value() != null)
                .collect(Collectors.groupingBy(
                        ConsumerRecord::key,
                        Collectors.mapping(record -> KafkaProbe.header(record, "ce_type"), Collectors.toList())));
    }

    private List<UUID> members(String segment) {
        return database.sql("""
                select m.client_id from membership m join segment s on s.id = m.segment_id
                    and s.live_generation = m.generation where s.id = :id::uuid""")
                .bind("id", segment).mapValue(UUID.class).all().collectList().block();
    }

    private long rows(String segment) {
        return database.sql("""
                select (select count(*) from membership where segment_id = :id::uuid)
                     + (select count(*) from fill where segment_id = :id::uuid)
                     + (select count(*) from retired where segment_id = :id::uuid)""")
                .bind("id", segment).mapValue(Long.class).one().block();
    }

    private static Void take(reactor.core.publisher.Mono<?> work) {
        return work.then().block(PATIENCE);
    }

    private static void together(List<Callable<Void>> callers) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(callers)) {
                done.get();
            }
        }
    }

    private static String trait(String code) {
        return "{\"field\":\"traits\",\"op\":\"hasAny\",\"value\":[\"%s\"]}".formatted(code);
    }
}
