package pl.kartoteka.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka broker in this process (KRaft, broker and controller in one), on the loopback address only. Topics are never made
 * by using them: who needs one creates it, as in production.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Runnable afterwards;

    private EmbeddedKafka(Path directory, int port, Runnable afterwards) {
        this.port = port;
        this.afterwards = afterwards;
        var settings = settings(directory, port, FreePorts.next());
        format(directory, settings);
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
    }

    /** A broker on a free port, whose data is gone after {@link #close()} or the end of this process. */
    public static EmbeddedKafka throwaway() {
        return throwaway(() -> {});
    }

    /** @param usersAreGone waits, at the end of this process, for those who still need the broker to come to their end */
    public static EmbeddedKafka throwaway(Runnable usersAreGone) {
        var directory = Directories.temporary("kartoteka-kafka-");
        var kafka = new EmbeddedKafka(directory, FreePorts.next(), () -> Directories.delete(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            usersAreGone.run();
            kafka.close();
        }, "embedded-kafka-close"));
        return kafka;
    }

    /** A broker on the given port that keeps its data in the given directory; the caller closes it. */
    public static EmbeddedKafka kept(Path directory, int port) {
        return new EmbeddedKafka(directory, port, () -> {});
    }

    /** The address for clients. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** The port for clients. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            server.shutdown();
            server.awaitShutdown();
            afterwards.run();
        }
    }

    private static Properties settings(Path directory, int port, int controllerPort) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        // A voter named in the settings, not in the data: the controller's port may differ at every start.
        settings.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", directory.resolve("log").toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", "3");
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the broker waits until its former self is given up: seconds, not the usual nine.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.cleaner.threads", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("queued.max.requests", "64");
        settings.put("initial.broker.registration.timeout.ms", "60000");
        return settings;
    }

    private static void format(Path directory, Properties settings) {
        if (Files.exists(directory.resolve("log").resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            var file = directory.resolve("format.properties");
            try (var out = Files.newOutputStream(file)) {
                settings.store(out, null);
            }
            var said = new ByteArrayOutputStream();
            var cluster = Uuid.randomUuid().toString();
            String[] arguments = {"format", "-t", cluster, "-c", file.toString()};
            if (StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
                throw new IllegalStateException(
                        "cannot format " + directory + ": " + said.toString(StandardCharsets.UTF_8).strip());
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot format " + directory, e);
        }
    }

}
