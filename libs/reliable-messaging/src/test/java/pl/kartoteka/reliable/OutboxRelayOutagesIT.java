package pl.kartoteka.reliable;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.kartoteka.embedded.EmbeddedKafka;
import pl.kartoteka.embedded.EmbeddedPostgresServer;
import pl.kartoteka.embedded.ServiceDatabase;
import pl.kartoteka.reliable.RelayWorkshop.Counted;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.KafkaServer;
import pl.kartoteka.test.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.reliable.Eventually.eventually;

/** With servers of its own, because it stops them. */
class OutboxRelayOutagesIT {
    private final String topic = "outage-" + UUID.randomUUID();

    @TempDir
    Path directory;

    @Test
    void sendsEverythingInOrderOnceKafkaIsBack() throws Exception {
        int port = freePort();
        var postgres = PostgresServer.shared();
        var database = postgres.database("kafka_outage");
        RelayWorkshop.migrate(postgres.address(), "kafka_outage", database.owner(), database.ownerPassword());
        var kafka = EmbeddedKafka.kept(directory, port);
        try (var workshop = new RelayWorkshop(
                postgres.address(), "kafka_outage", database.loginPassword(), kafka.bootstrapServers())) {
            var probe = KafkaProbe.of(kafka.bootstrapServers());
            probe.create(topic);
            var relay = workshop.startRelay();
            workshop.append(counted(1));
            eventually(() -> workshop.waiting() == 0);

            kafka.close();
            for (int i = 2; i <= 40; i++) {
                workshop.append(counted(i));
            }
            Thread.sleep(3_000);
            assertThat(workshop.waiting()).isEqualTo(39);
            assertThat(relay.isRunning()).isTrue();
            kafka = EmbeddedKafka.kept(directory, port);

            eventually(() -> workshop.waiting() == 0);
            assertThat(sequences(probe)).containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
        } finally {
            kafka.close();
        }
    }

    @Test
    void stopsInTimeWhileKafkaIsAway() throws Exception {
        var postgres = PostgresServer.shared();
        var database = postgres.database("kafka_away");
        RelayWorkshop.migrate(postgres.address(), "kafka_away", database.owner(), database.ownerPassword());
        try (var workshop = new RelayWorkshop(
                postgres.address(), "kafka_away", database.loginPassword(), "localhost:" + freePort())) {
            workshop.append(counted(1));
            var relay = workshop.startRelay();
            eventually(relay::isWorking);
            Thread.sleep(500);
            long before = System.nanoTime();

            relay.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
            assertThat(workshop.waiting()).isEqualTo(1);
        }
    }

    @Test
    void goesOnOncePostgresIsBack() throws Exception {
        int port = freePort();
        var database = new ServiceDatabase("postgres_outage", "owner-secret", "secret");
        var server = EmbeddedPostgresServer.kept(directory, port, "super-secret");
        try {
            database.createOn(server.address());
            RelayWorkshop.migrate(server.address(), database.name(), database.owner(), database.ownerPassword());
            var probe = KafkaProbe.shared();
            probe.create(topic);
            try (var workshop = new RelayWorkshop(
                    server.address(), database.name(), "secret", KafkaServer.shared().bootstrapServers())) {
                workshop.startRelay();
                workshop.append(counted(1));
                eventually(() -> workshop.waiting() == 0);

                server.close();
                Thread.sleep(1_500);
                server = EmbeddedPostgresServer.kept(directory, port, "super-secret");
                workshop.append(counted(2));

                eventually(() -> workshop.waiting() == 0);
                assertThat(sequences(probe)).containsExactly(1L, 2L);
            }
        } finally {
            server.close();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Counted counted(long sequence) {
        return new Counted(topic, "key", sequence, "");
    }

    private List<Long> sequences(KafkaProbe probe) {
        return probe.events(topic, "key").stream().map(event -> Long.valueOf(event.sequence())).toList();
    }
}
