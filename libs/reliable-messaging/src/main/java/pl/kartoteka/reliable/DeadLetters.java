package pl.kartoteka.reliable;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;

/** Lays a record aside, as it came and with the reason in its headers, once its consumer has given it up. */
final class DeadLetters implements ConsumerRecordRecoverer, DisposableBean {
    static final String SUFFIX = ".dlt";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final DefaultKafkaProducerFactory<Object, Object> producers;
    private final DeadLetterPublishingRecoverer publishing;
    private final MeterRegistry meters;

    DeadLetters(Map<String, Object> settings, MeterRegistry meters) {
        var own = new HashMap<>(settings);
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        this.producers = new DefaultKafkaProducerFactory<>(own);
        this.publishing = new DeadLetterPublishingRecoverer(
                new KafkaTemplate<>(producers),
                (record, _) -> new TopicPartition(record.topic() + SUFFIX, -1));
        this.publishing.excludeHeader(HeadersToAdd.EX_STACKTRACE);
        this.meters = meters;
    }

    @Override
    public void accept(ConsumerRecord<?, ?> record, Exception failure) {
        publishing.accept(record, failure);
        meters.counter("kartoteka.events.dead", "topic", record.topic()).increment();
        log.error(
                "Record {}-{}@{} went to {}{}",
                record.topic(),
                record.partition(),
                record.offset(),
                record.topic(),
                SUFFIX,
                failure);
    }

    @Override
    public void destroy() {
        producers.destroy();
    }
}
