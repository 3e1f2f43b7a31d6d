package pl.kartoteka.test;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;
import pl.kartoteka.embedded.EmbeddedKafka;

/**
 * The Kafka broker of this test run, one per JVM: the official image where a container engine answers, otherwise the same
 * broker inside this JVM. It starts with its first use and goes with the JVM. Topics are never made by using them.
 */
public final class KafkaServer {
    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.1.1");

    private static final class Shared {
        static final KafkaServer SERVER = new KafkaServer();
    }

    private final String bootstrapServers;

    private KafkaServer() {
        bootstrapServers = ContainerEngine.answers()
                ? inContainer()
                : EmbeddedKafka.throwaway(StartedContexts::awaitEnd).bootstrapServers();
    }

    /** The one of this JVM. */
    public static KafkaServer shared() {
        return Shared.SERVER;
    }

    /** The address for clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @SuppressWarnings("resource") // Testcontainers removes the container when the JVM is gone
    private static String inContainer() {
        var container = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.start();
        return container.getBootstrapServers();
    }
}
