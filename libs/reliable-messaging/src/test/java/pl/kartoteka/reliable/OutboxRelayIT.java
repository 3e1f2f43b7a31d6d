package pl.kartoteka.reliable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.kartoteka.reliable.RelayWorkshop.Counted;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.KafkaServer;
import pl.kartoteka.test.PostgresServer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.reliable.Eventually.eventually;

class OutboxRelayIT {
    private static final String DATABASE = "relay_workshop";

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final String topic = "test-" + UUID.randomUUID();
    private RelayWorkshop workshop;

    @BeforeEach
    void openWorkshop() {
        var postgres = PostgresServer.shared();
        var database = postgres.database(DATABASE);
        RelayWorkshop.migrate(postgres.address(), DATABASE, database.owner(), database.ownerPassword());
        workshop = new RelayWorkshop(
                postgres.address(), DATABASE, database.loginPassword(), KafkaServer.shared().bootstrapServers());
        kafka.create(topic);
    }

    @AfterEach
    void closeWorkshop() throws Exception {
        workshop.close();
        workshop.administer("truncate outbox");
    }

    @Test
    void isWokenByTheCommitAndNotByPolling() throws Exception {
        var relay = workshop.startRelay(Duration.ofMinutes(10));
        eventually(relay::isWorking);
        Thread.sleep(500);

        for (int i = 1; i <= 50; i++) {
            workshop.append(counted("key", i));
        }

        eventually(() -> workshop.waiting() == 0);
        assertThat(sequences("key")).containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void sendsAgainWhatWasAcknowledgedAndNotDeleted() throws Exception {
        workshop.administer("""
                create function fail() returns trigger language plpgsql as $$ begin raise 'killed'; end $$;
                create trigger killed before delete on outbox execute function fail()
                """);
        try {
            workshop.append(counted("key", 1), counted("key", 2));
            workshop.startRelay();
            kafka.await(topic, record -> "2".equals(KafkaProbe.header(record, "ce_sequence")));
            assertThat(workshop.waiting()).isEqualTo(2);
        } finally {
            workshop.administer("drop trigger killed on outbox; drop function fail");
        }

        eventually(() -> workshop.waiting() == 0);

        var records = kafka.records(topic);
        assertThat(records.size()).isGreaterThanOrEqualTo(4);
        assertThat(records.stream().map(record -> KafkaProbe.header(record, "ce_id")).distinct()).hasSize(2);
        assertThat(new Consumer().takenBy(records)).containsExactly(1L, 2L);
    }

    /** Nobody wakes it; what was committed a moment before the stop is there and unnoticed. */
    @Test
    void sendsTheLastEventsBeforeItStops() throws Exception {
        var relay = workshop.startRelay(Duration.ofMinutes(10));
        eventually(relay::isWorking);
        workshop.append(counted("key", 1));
        eventually(() -> workshop.waiting() == 0);
        workshop.administer("""
                insert into outbox (event_id, topic, key, type, source, subject, sequence, time, data)
                select gen_random_uuid(), '%s', 'key', 'test.counted.v1', 'urn:test', 'key', n, now(), '{}'
                from generate_series(2, 250) n
                """.formatted(topic));

        relay.stop();

        assertThat(workshop.waiting()).isZero();
        assertThat(sequences("key")).containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
    }

    @Test
    void worksInOneInstanceAndTheOtherTakesOverWhenItStops() throws Exception {
        var first = workshop.startRelay();
        eventually(first::isWorking);
        var second = workshop.startRelay();
        workshop.append(counted("key", 1));
        eventually(() -> workshop.waiting() == 0);
        assertThat(second.isWorking()).isFalse();

        first.stop();
        workshop.append(counted("key", 2));

        eventually(() -> workshop.waiting() == 0);
        assertThat(second.isWorking()).isTrue();
        assertThat(sequences("key")).containsExactly(1L, 2L);
    }

    @Test
    void waitsUntilWhoeverLostTheLockMustHaveNoticed() throws Exception {
        var first = workshop.startRelay();
        eventually(first::isWorking);
        var second = workshop.startRelay();
        eventually(() -> workshop.standingBy() == 1);

        first.stop();
        long lost = System.nanoTime();
        workshop.append(counted("key", 1));
        eventually(() -> workshop.waiting() == 0);

        assertThat(second.isWorking()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - lost)).isGreaterThan(KafkaOutlet.HEARTBEAT);
    }

    @Test
    void readsNoMoreAtOnceThanItsMemoryBears() throws Exception {
        String large = noise(60_000);
        for (int i = 1; i <= 5; i++) {
            workshop.append(new Counted(topic, "key", i, i == 3 ? noise(200_000) : large));
        }

        try (OutboxSession session = workshop.session()) {
            var two = session.read(100, 150_000, List.of(), List.of());
            assertThat(two.rows()).hasSize(2);
            assertThat(two.more()).isTrue();
            session.delete(two.rows().stream().map(OutboxRow::id).toList());
            assertThat(session.read(100, 150_000, List.of(), List.of()).rows()).hasSize(1);
            var all = session.read(100, 1_000_000, List.of(), List.of());
            assertThat(all.rows()).hasSize(3);
            assertThat(all.more()).isFalse();
            assertThat(session.read(2, 1_000_000, List.of(), List.of()).more()).isTrue();
        }
        // Its own bound is 100 KB, and it polls too seldom to be woken between the rounds.
        workshop.startRelay(Duration.ofMinutes(10));

        eventually(() -> workshop.waiting() == 0);
        assertThat(sequences("key")).containsExactly(3L, 4L, 5L);
    }

    @Test
    void goesOnAfterItsDatabaseSessionIsLost() throws Exception {
        var first = workshop.startRelay();
        eventually(first::isWorking);
        workshop.startRelay();

        for (int i = 1; i <= 30; i++) {
            workshop.append(counted("key", i));
            if (i % 10 == 0) {
                workshop.cutRelaySessions();
            }
        }

        eventually(() -> workshop.waiting() == 0);
        assertThat(new Consumer().takenBy(kafka.records(topic)))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList());
    }

    @Test
    void keepsTheOrderOfEachKeyWithManyWriters() throws Exception {
        workshop.startRelay();
        workshop.startRelay();
        workshop.database.sql("truncate counter").then().onErrorComplete().block();
        workshop.database
                .sql("insert into counter select 'key' || i, 0 from generate_series(0, 9) i on conflict do nothing")
                .then()
                .block();

        Flux.fromStream(IntStream.range(0, 1_000).boxed())
                .flatMap(i -> change("key" + i % 10), 16)
                .blockLast(Duration.ofSeconds(60));

        eventually(() -> workshop.waiting() == 0);
        Map<String, List<Long>> byKey = new HashMap<>();
        kafka.records(topic)
                .forEach(record -> byKey.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(sequence(record)));
        assertThat(byKey).hasSize(10);
        assertThat(byKey.values())
                .allSatisfy(sequences -> assertThat(sequences)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList()));
    }

    @Test
    void holdsBackOnlyTheKeyThatKafkaRefusesAndLetsNothingOvertakeIt() throws Exception {
        String narrow = "narrow-" + UUID.randomUUID();
        try (var admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) KafkaServer.shared().bootstrapServers()))) {
            var settings = Map.of("max.message.bytes", "2000");
            admin.createTopics(List.of(new NewTopic(narrow, 1, (short) 1).configs(settings))).all().get();
        }
        String large = noise(20_000);
        workshop.append(
                new Counted(narrow, "bad", 1, "small"),
                new Counted(narrow, "bad", 2, large),
                new Counted(narrow, "bad", 3, "small"),
                new Counted(narrow, "good", 1, "small"),
                counted("key", 1));

        workshop.startRelay();
        eventually(() -> workshop.waiting() == 2);
        workshop.append(new Counted(narrow, "good", 2, "small"), counted("key", 2));
        eventually(() -> workshop.waiting() == 2);

        assertThat(sequences("key")).endsWith(2L);
        assertThat(kafka.events(narrow, "good")).extracting(event -> event.sequence()).contains("1", "2");
        assertThat(kafka.events(narrow, "bad")).extracting(event -> event.sequence()).containsOnly("1");
        assertThat(workshop.meters.get("kartoteka.outbox.refused").counter().count()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void doesNotLetAMissingTopicStopTheOthers() throws Exception {
        workshop.append(new Counted("missing-" + UUID.randomUUID(), "key", 1, ""), counted("key", 1));

        workshop.startRelay();

        eventually(() -> workshop.waiting() == 1);
        assertThat(sequences("key")).containsExactly(1L);
    }

    /** Saves the aggregate first and appends second, as every use case does. */
    private Mono<Void> change(String key) {
        return workshop.database.sql("update counter set version = version + 1 where key = $1 returning version")
                .bind("$1", key)
                .mapValue(Long.class)
                .one()
                .flatMap(version -> workshop.outbox.append(counted(key, version)))
                .as(workshop.transactions::transactional);
    }

    private Counted counted(String key, long sequence) {
        return new Counted(topic, key, sequence, "");
    }

    private List<Long> sequences(String key) {
        return kafka.records(topic).stream().filter(record -> key.equals(record.key())).map(OutboxRelayIT::sequence)
                .toList();
    }

    private static long sequence(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(KafkaProbe.header(record, "ce_sequence"));
    }

    /** Text that does not compress. */
    private static String noise(int length) {
        var random = new java.util.Random(1);
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Ignores what is not newer than what it has seen. */
    private static final class Consumer {
        private long last;

        List<Long> takenBy(List<ConsumerRecord<String, byte[]>> records) {
            var taken = new ArrayList<Long>();
            for (var record : records) {
                if (sequence(record) > last) {
                    last = sequence(record);
                    taken.add(last);
                }
            }
            return taken;
        }
    }
}
