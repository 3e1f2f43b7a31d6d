package pl.kartoteka.reliable;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.ConcurrentKafkaListenerContainerFactoryConfigurer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ExceptionClassifier;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The receiving side: a listener method takes {@code ConsumerRecord<String, byte[]>} (or, with {@code containerFactory
 * = "batchKafkaListenerContainerFactory"}, a list of them), waits for its work on a virtual thread, and throws what it
 * cannot cure.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(ReliableMessagingProperties.class)
class EventListenersAutoConfiguration {
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 10_000;
    /** While work comes in, how long it gathers before more is fetched. Who has been waiting gets the next record at once. */
    private static final long GATHERING = 100;

    @Bean
    DeadLetters deadLetters(ProducerFactory<?, ?> kafka, MeterRegistry meters) {
        return new DeadLetters(kafka.getConfigurationProperties(), meters);
    }

    /** One record at a time. */
    @Bean
    ConcurrentKafkaListenerContainerFactory<Object, Object> kafkaListenerContainerFactory(
            ConcurrentKafkaListenerContainerFactoryConfigurer configurer,
            ConsumerFactory<?, ?> kafka,
            MeterRegistry meters,
            DeadLetters deadLetters,
            ReliableMessagingProperties properties) {
        return factory(configurer, kafka, meters, errorHandler(deadLetters, properties));
    }

    /** A list of records at a time. */
    @Bean
    ConcurrentKafkaListenerContainerFactory<Object, Object> batchKafkaListenerContainerFactory(
            ConcurrentKafkaListenerContainerFactoryConfigurer configurer,
            ConsumerFactory<?, ?> kafka,
            MeterRegistry meters,
            DeadLetters deadLetters,
            ReliableMessagingProperties properties) {
        var factory = factory(configurer, kafka, meters, errorHandler(deadLetters, properties));
        factory.setBatchListener(true);
        factory.getContainerProperties().setIdleBetweenPolls(GATHERING);
        return factory;
    }

    private static ConcurrentKafkaListenerContainerFactory<Object, Object> factory(
            ConcurrentKafkaListenerContainerFactoryConfigurer configurer,
            ConsumerFactory<?, ?> kafka,
            MeterRegistry meters,
            DefaultErrorHandler errorHandler) {
        var factory = new ConcurrentKafkaListenerContainerFactory<Object, Object>();
        configurer.configure(factory, consumers(kafka.getConfigurationProperties(), meters));
        factory.setCommonErrorHandler(errorHandler);
        var container = factory.getContainerProperties();
        container.setObservationEnabled(true);
        container.setStopImmediate(true);
        var threads = new SimpleAsyncTaskExecutor("events-");
        threads.setVirtualThreads(true);
        container.setListenerTaskExecutor(threads);
        return factory;
    }

    private static ConsumerFactory<Object, Object> consumers(Map<String, Object> settings, MeterRegistry meters) {
        var own = new HashMap<>(settings);
        own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Also bounds how long a consumer takes to stop while Kafka is away.
        own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        // How long the partitions of one that crashed wait for another; one that stops gives them up at once.
        own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        // A consumer that is new, or was away for longer than its offsets are kept, reads everything there is.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var consumers = new DefaultKafkaConsumerFactory<Object, Object>(own);
        consumers.addListener(new MicrometerConsumerListener<>(meters));
        return consumers;
    }

    static DefaultErrorHandler errorHandler(DeadLetters deadLetters, ReliableMessagingProperties properties) {
        var errorHandler = new DefaultErrorHandler(deadLetters, untilItPasses());
        errorHandler.setBackOffFunction((_, failure) -> backOff(failure, properties));
        // The back-off decides everything: a whole batch must never be laid aside for one of its records.
        ExceptionClassifier.defaultFatalExceptionsList().forEach(fatal -> retry(errorHandler, fatal));
        return errorHandler;
    }

    private static void retry(DefaultErrorHandler errorHandler, Class<? extends Throwable> failure) {
        if (Exception.class.isAssignableFrom(failure)) {
            errorHandler.removeClassification(failure.asSubclass(Exception.class));
        }
    }

    private static BackOff backOff(Exception failure, ReliableMessagingProperties properties) {
        if (unreadable(failure)) {
            return new FixedBackOff(0, 0);
        }
        return TransientFailures.include(failure)
                ? untilItPasses()
                : new FixedBackOff(FIRST_PAUSE, properties.attempts() - 1L);
    }

    private static BackOff untilItPasses() {
        var backOff = new ExponentialBackOff(FIRST_PAUSE, 2);
        backOff.setMaxInterval(LONGEST_PAUSE);
        return backOff;
    }

    private static boolean unreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableEvent) {
                return true;
            }
        }
        return false;
    }
}
