package pl.kartoteka.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedKafkaIT {
    @Test
    void keepsRecordsOverARestart(@TempDir Path directory) throws Exception {
        var port = FreePorts.next();
        try (var kafka = EmbeddedKafka.kept(directory, port)) {
            create(kafka, "greetings");
            send(kafka, "greetings", "dzień dobry");
        }

        try (var kafka = EmbeddedKafka.kept(directory, port)) {
            assertThat(read(kafka, "greetings")).isEqualTo("dzień dobry");
        }
    }

    @Test
    void makesNoTopicByItself() {
        try (var kafka = EmbeddedKafka.throwaway(); var admin = Admin.create(settings(kafka))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("unknown")).allTopicNames().get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private static void create(EmbeddedKafka kafka, String topic) throws Exception {
        try (var admin = Admin.create(settings(kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedKafka kafka, String topic, String value) throws Exception {
        try (var producer = new KafkaProducer<>(settings(kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static String read(EmbeddedKafka kafka, String topic) {
        try (var consumer = new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }

    private static Map<String, Object> settings(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
