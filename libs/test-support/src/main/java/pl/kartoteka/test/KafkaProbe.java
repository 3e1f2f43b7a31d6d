package pl.kartoteka.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A look into the topics of this test run, always from their start and outside any consumer group, and a way to send raw
 * records as a foreign producer would. Stateless: one probe serves all tests.
 */
public final class KafkaProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;

    private KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** A probe of the broker all tests of this JVM share. */
    public static KafkaProbe shared() {
        return new KafkaProbe(KafkaServer.shared().bootstrapServers());
    }

    /** A probe of another broker. */
    public static KafkaProbe of(String bootstrapServers) {
        return new KafkaProbe(bootstrapServers);
    }

    /** Every record that is in the topic now, in order within each partition; none when there is no such topic yet. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            if (partitions.isEmpty()) {
                return found;
            }
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found::add);
            }
            return found;
        }
    }

    /** The events of one key that are in the topic now, oldest first. */
    public List<PublishedEvent> events(String topic, String key) {
        return records(topic).stream()
                .filter(record -> key.equals(record.key()) && record.value() != null)
                .map(PublishedEvent::of)
                .toList();
    }

    /** The first record from the topic's start that fits; waits for it up to half a minute, then fails with what was there. */
    public ConsumerRecord<String, byte[]> await(String topic, Predicate<ConsumerRecord<String, byte[]>> fits) {
        var deadline = Instant.now().plus(PATIENCE);
        var seen = new ArrayList<String>();
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            while (partitions.isEmpty() && Instant.now().isBefore(deadline)) {
                pause();
                partitions = partitions(consumer, topic);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (Instant.now().isBefore(deadline)) {
                for (var record : consumer.poll(POLL)) {
                    if (fits.test(record)) {
                        return record;
                    }
                    seen.add(record.key() + " " + header(record, "ce_type"));
                }
            }
        }
        throw new AssertionError(
                "no such record in " + topic + " within " + PATIENCE.toSeconds() + " s; seen: " + seen);
    }

    /** The first event of this type and key from the topic's start; waits for it up to half a minute. */
    public PublishedEvent awaitEvent(String topic, String type, String key) {
        return PublishedEvent
                .of(await(topic, record -> key.equals(record.key()) && type.equals(header(record, "ce_type"))));
    }

    /** Sends a record as a foreign producer would, and waits until the broker has it. */
    public RecordMetadata send(String topic, @Nullable String key, byte @Nullable [] value,
            Map<String, String> headers) {
        var record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "max.block.ms", 3_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            return await(producer.send(record));
        }
    }

    /** Sends a text without headers. */
    public RecordMetadata send(String topic, @Nullable String key, String value) {
        return send(topic, key, value.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Makes a topic of one partition where it is missing, for tests of what is not a topic of the suite. */
    public void create(String topic) {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            await(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
        } catch (AssertionError e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** A header as text. */
    public static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "allow.auto.create.topics", false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.listTopics().getOrDefault(topic, List.of()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the broker refused: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the broker did not answer in " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
