package pl.kartoteka.segment.ingestion;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientChange.ClientMerged;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.events.Money;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocument;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocumentIssued;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.segment.Api;
import pl.kartoteka.segment.Events;
import pl.kartoteka.segment.profile.SalesDocuments;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.segment.Api.await;

/** What was put on a client by hand, and what it bought, go with it into the survivor and come back with it. */
@ServiceTest
class MergesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOBODY = "{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Nigdzie-%s\"}";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Projection projection;

    @Autowired
    private DatabaseClient database;

    private final UUID survivor = UUID.randomUUID();
    private final UUID duplicate = UUID.randomUUID();
    private final KafkaProbe kafka = KafkaProbe.shared();
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web, "marketing");
    }

    @Test
    void theSurvivorIsWhereTheDuplicateWasUntilTheMergeIsUndone() {
        Events.send(new ClientRegistered(Events.client(survivor, 0, "Łódź")));
        Events.send(new ClientRegistered(Events.client(duplicate, 0, "Łódź")));
        await("both are known", () -> known(survivor) && known(duplicate));
        String alone = fixed(duplicate);
        String both = fixed(duplicate, survivor);
        String pinnedIn = api.defineDynamic("nikt", NOBODY.formatted(duplicate));
        assertThat(api.put("/segments/" + pinnedIn + "/members/" + duplicate).status()).isLessThan(300);
        String everybody = "{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Łódź\"}";
        String pinnedOut = api.defineDynamic("wszyscy", everybody);
        assertThat(api.delete("/segments/" + pinnedOut + "/members/" + duplicate, null).status()).isLessThan(300);
        assertThat(memberships(survivor)).contains(both, pinnedOut).doesNotContain(alone, pinnedIn);
        List<String> pinsBefore = pins(survivor);
        List<String> duplicateBefore = memberships(duplicate);

        merge(1);
        PublishedEvent entered = kafka.awaitEvent(SegmentMemberEvent.TOPIC, "kartoteka.segment.entered.v1",
                alone + "|" + survivor);
        assertThat(entered.data().path("membership").path("cause").stringValue()).isEqualTo("CHANGE");
        kafka.awaitEvent(SegmentMemberEvent.TOPIC, "kartoteka.segment.left.v1", alone + "|" + duplicate);
        assertThat(memberships(survivor)).contains(alone, both, pinnedIn).doesNotContain(pinnedOut);
        assertThat(memberships(duplicate)).isEmpty();
        merge(1);
        take(projection.followMerges(List.of(survivor, duplicate)));
        assertThat(kafka.events(SegmentMemberEvent.TOPIC, both + "|" + survivor)).hasSize(1);

        undo(2);
        await("the duplicate is back", () -> memberships(duplicate).equals(duplicateBefore));
        assertThat(memberships(survivor)).contains(both, pinnedOut).doesNotContain(alone, pinnedIn);
        assertThat(pins(survivor)).isEqualTo(pinsBefore);
        merge(1);
        undo(2);
        take(projection.followMerges(List.of(survivor, duplicate)));
        assertThat(memberships(duplicate)).isEqualTo(duplicateBefore);
        assertThat(kafka.events(SegmentMemberEvent.TOPIC, alone + "|" + survivor)).hasSize(2);
        assertThat(rows()).isZero();
    }

    @Test
    void whatTheDuplicateBoughtCountsForTheSurvivorUntilTheMergeIsUndone() {
        String segment = api.defineDynamic("za 150", """
                {"field":"documents.turnover","op":"gte","value":"150.00"}""");
        Events.send(new ClientRegistered(Events.client(survivor, 0, "Łódź")));
        Events.send(new ClientRegistered(Events.client(duplicate, 0, "Łódź")));
        Events.send(new SalesDocumentIssued(document(survivor, "M/" + survivor, "100.00")), "/erp");
        Events.send(new SalesDocumentIssued(document(duplicate, "M/" + duplicate, "60.00")), "/erp");
        await("both bought", () -> "100.00".equals(turnover(survivor)) && "60.00".equals(turnover(duplicate)));

        merge(1);
        await("the turnover is of both", () -> api.isMember(segment, survivor));
        Events.send(new SalesDocumentIssued(document(duplicate, "N/" + duplicate, "7.00")), "/erp");
        await("what comes later as well", () -> "167.00".equals(turnover(survivor)));

        undo(2);
        await("each has its own", () -> "100.00".equals(turnover(survivor)) && "67.00".equals(turnover(duplicate)));
        assertThat(api.isMember(segment, survivor)).isFalse();
    }

    @Test
    void theSurvivorMayComeLastAndBeMergedItself() {
        UUID last = UUID.randomUUID();
        client(duplicate, 0);
        String segment = fixed(duplicate);
        event(new ClientMerged(Events.merged(duplicate, 1, survivor)));
        event(new ClientMerged(Events.merged(survivor, 1, last)));
        assertThat(members(segment)).isEmpty();
        client(last, 0);
        assertThat(members(segment)).containsExactly(last);

        client(duplicate, 2);
        assertThat(members(segment)).containsExactly(duplicate);
        client(survivor, 2);
        assertThat(members(segment)).containsExactly(duplicate);
        assertThat(rows()).isZero();

        event(new ClientMerged(Events.merged(duplicate, 3, UUID.randomUUID())));
        assertThat(members(segment)).isEmpty();
        client(duplicate, 4);
        assertThat(members(segment)).containsExactly(duplicate);
    }

    @Test
    void anErasureOfEitherLeavesNothingOfItAndTakesNothingFromTheOther() {
        for (UUID erased : List.of(survivor, duplicate)) {
            UUID from = erased.equals(duplicate) ? duplicate : UUID.randomUUID();
            UUID into = erased.equals(survivor) ? survivor : UUID.randomUUID();
            client(from, 0);
            client(into, 0);
            String segment = fixed(from);
            event(new ClientMerged(Events.merged(from, 1, into)));
            assertThat(members(segment)).containsExactly(into);

            Events.send(new ClientErased(erased, 9));
            await("nothing is left", () -> trace(erased) == 0);
            if (erased.equals(duplicate)) {
                assertThat(members(segment)).containsExactly(into);
            } else {
                assertThat(members(segment)).isEmpty();
            }
        }
    }

    @Test
    void mergesUndoingsAndDocumentsAtOnceEndAsTheLastOfThemSay() throws Exception {
        List<UUID> duplicates = Stream.generate(UUID::randomUUID).limit(8).toList();
        client(survivor, 0);
        duplicates.forEach(one -> client(one, 0));
        String segment = fixed(duplicates.toArray(UUID[]::new));

        List<Callable<Void>> callers = new ArrayList<>();
        for (UUID one : duplicates) {
            callers.add(() -> {
                for (int version = 1; version <= 9; version += 2) {
                    event(new ClientMerged(Events.merged(one, version, survivor)));
                    client(one, version + 1);
                }
                event(new ClientMerged(Events.merged(one, 11, survivor)));
                return null;
            });
            callers.add(() -> {
                for (int i = 0; i < 5; i++) {
                    take(projection.takeDocuments(List.of(new SalesDocuments.Received(
                            "/erp", document(one, i + "/" + one, "1.00"), 1))));
                }
                return null;
            });
        }
        together(callers);

        assertThat(members(segment)).containsExactly(survivor);
        assertThat(turnover(survivor)).isEqualTo("40.00");
        together(duplicates.stream().map(one -> (Callable<Void>) () -> {
            client(one, 12);
            return null;
        }).toList());
        assertThat(members(segment)).containsExactlyInAnyOrderElementsOf(duplicates);
        assertThat(duplicates).allSatisfy(one -> assertThat(turnover(one)).isEqualTo("5.00"));
        assertThat(turnover(survivor)).isEqualTo("0");
        assertThat(pins(survivor)).isEmpty();
    }

    private void merge(long version) {
        Events.send(new ClientMerged(Events.merged(duplicate, version, survivor)));
        Events.send(Events.updated(Events.client(survivor, version, "Łódź")));
    }

    private void undo(long version) {
        Events.send(Events.updated(Events.client(survivor, version, "Łódź")));
        Events.send(Events.updated(Events.client(duplicate, version, "Łódź")));
    }

    private void client(UUID id, long version) {
        event(Events.updated(Events.client(id, version, "Łódź")));
    }

    private void event(ClientEvent event) {
        take(projection.takeClients(List.of(event)));
        take(projection.followMerges(List.of(event.clientId())));
    }

    private String fixed(UUID... clients) {
        String id = api.post("/segments", "{\"name\":\"lista\",\"type\":\"STATIC\",\"visibility\":\"PUBLIC\"}")
                .body().path("id").stringValue();
        String ids = String.join("\",\"", Stream.of(clients).map(UUID::toString).toList());
        assertThat(api.post("/segments/" + id + "/members", "{\"clientIds\":[\"" + ids + "\"]}").status())
                .isLessThan(300);
        return id;
    }

    private List<String> memberships(UUID client) {
        return database.sql("""
                select s.id::text as id from membership m
                join segment s on s.id = m.segment_id and s.live_generation = m.generation
                where m.client_id = :client order by 1""")
                .bind("client", client).mapValue(String.class).all().collectList().block();
    }

    private List<UUID> members(String segment) {
        return database.sql("select client_id from membership where segment_id = :id::uuid")
                .bind("id", segment).mapValue(UUID.class).all().collectList().block();
    }

    private List<String> pins(UUID client) {
        return database.sql("select pin::text from pin where client_id = :client order by 1")
                .bind("client", client).mapValue(String.class).all().collectList().block();
    }

    private String turnover(UUID client) {
        return database.sql("""
                select coalesce(max(documents_turnover::text), '') from profile where client_id = :client""")
                .bind("client", client).mapValue(String.class).one().block();
    }

    private boolean known(UUID client) {
        return count("select count(*) from profile where present and client_id = :client", client) > 0;
    }

    private long rows() {
        return count("""
                select (select count(*) from merged_client where survivor_id = :client)
                     + (select count(*) from merged_pin where survivor_id = :client)""", survivor);
    }

    private long trace(UUID client) {
        return count("""
                select (select count(*) from merged_client where client_id = :client or survivor_id = :client)
                     + (select count(*) from merged_pin where client_id = :client or survivor_id = :client)
                     + (select count(*) from pin where client_id = :client)
                     + (select count(*) from profile where client_id = :client and not erased)""", client);
    }

    private long count(String sql, UUID client) {
        return database.sql(sql).bind("client", client).mapValue(Long.class).one().block();
    }

    private static SalesDocument document(UUID owner, String number, String gross) {
        return new SalesDocument(
                owner, null, number, "INVOICE", LocalDate.now().minusDays(2),
                new Money(new BigDecimal(gross), "PLN"), null, null, "ISSUED", Instant.parse("2026-11-20T12:00:00Z"));
    }

    private static void take(Mono<?> work) {
        work.block(PATIENCE);
    }

    private static void together(List<Callable<Void>> callers) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(callers)) {
                done.get();
            }
        }
    }
}
