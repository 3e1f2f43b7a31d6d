package pl.kartoteka.reliable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows to Kafka so that those of one lane arrive in order or not at all.
 *
 * <p>One request at a time is under way, and the first failure closes the producer before the next request is made: what
 * comes after a record that the producer has given up cannot overtake it. Idempotence alone would not do, because a
 * broker takes any record as the first one of a producer. Large batches make up for the waiting. After a failure this
 * outlet is {@link #isClosed() closed} and has to be replaced.
 */
final class KafkaOutlet implements AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Producer<String, byte[]> producer;
    private final Traces traces;
    private volatile boolean closed;

    KafkaOutlet(Producer<String, byte[]> producer, Traces traces) {
        this.producer = producer;
        this.traces = traces;
    }

    /** With the connection settings of the application and the delivery guarantees of the relay. */
    static Producer<String, byte[]> producer(Map<String, Object> settings) {
        var own = new HashMap<>(settings);
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        own.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        own.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        own.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        own.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Sends the rows and waits for every answer.
     *
     * @param heartbeat asked once a second until all have answered; when it fails, nothing more is sent
     */
    Outcome send(List<OutboxRow> rows, Heartbeat heartbeat) throws SQLException, InterruptedException {
        var batch = new Batch(rows.size());
        long asked = System.nanoTime();
        try {
            for (OutboxRow row : rows) {
                // Sending waits where Kafka does not know a topic.
                if (System.nanoTime() - asked > HEARTBEAT.toNanos()) {
                    heartbeat.beat();
                    asked = System.nanoTime();
                }
                if (closed || batch.holdsBack(row)) {
                    batch.skip();
                } else {
                    send(row, batch);
                }
            }
            while (!batch.answered.await(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                heartbeat.beat();
            }
        } catch (SQLException | InterruptedException | RuntimeException e) {
            abort();
            throw e;
        }
        return batch.outcome();
    }

    private void send(OutboxRow row, Batch batch) {
        Thread relay = Thread.currentThread();
        ProducerRecord<String, byte[]> record = CloudEvents.record(row);
        Traces.Sending span = traces.continued(row, record.headers());
        try {
            producer.send(record, (_, failure) -> {
                boolean beforeClosing = !closed;
                if (failure != null && Thread.currentThread() != relay) {
                    abort();
                }
                span.ended(failure);
                batch.answer(row, failure, beforeClosing);
            });
        } catch (RuntimeException e) {
            span.ended(e);
            batch.answer(row, e, !closed);
        }
    }

    private void abort() {
        closed = true;
        producer.close(Duration.ZERO);
    }

    @Override
    public void close() {
        closed = true;
        producer.close(HEARTBEAT);
    }

    /** Says, by failing, that waiting is over. */
    interface Heartbeat {
        void beat() throws SQLException, InterruptedException;
    }

    /**
     * @param acknowledged rows that Kafka has
     * @param refused lanes whose next event Kafka does not take, with the reason
     * @param unreachable topics that could not be found or not be reached in time, with the reason
     */
    record Outcome(List<OutboxRow> acknowledged, Map<OutboxRow, Exception> refused,
            Map<String, Exception> unreachable) {}

    private static final class Batch {
        private final CountDownLatch answered;
        private final List<OutboxRow> acknowledged = new ArrayList<>();
        private final Map<OutboxRow, Exception> refused = new HashMap<>();
        private final Map<String, Exception> unreachable = new HashMap<>();
        private final Set<Lane> lanes = new HashSet<>();

        Batch(int size) {
            this.answered = new CountDownLatch(size);
        }

        synchronized boolean holdsBack(OutboxRow row) {
            return unreachable.containsKey(row.topic()) || lanes.contains(row.lane());
        }

        void skip() {
            answered.countDown();
        }

        /** Failures after the producer was closed are no refusals: those rows were never tried. */
        synchronized void answer(OutboxRow row, @Nullable Exception failure, boolean beforeClosing) {
            if (failure == null) {
                acknowledged.add(row);
            } else if (failure instanceof TimeoutException) {
                unreachable.put(row.topic(), failure);
            } else if (beforeClosing) {
                refused.put(row, failure);
                lanes.add(row.lane());
            }
            answered.countDown();
        }

        synchronized Outcome outcome() {
            return new Outcome(List.copyOf(acknowledged), Map.copyOf(refused), Map.copyOf(unreachable));
        }
    }
}
