package pl.kartoteka.reliable;

import java.time.Clock;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;

/** The sending side: outbox, relay and topics; and the inbox. */
@AutoConfiguration(afterName = {
    "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
    "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
    "org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration",
    "org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration",
    "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
    "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
    "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"})
@ConditionalOnBean({DatabaseClient.class, ProducerFactory.class})
@EnableConfigurationProperties(ReliableMessagingProperties.class)
class ReliableMessagingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    EventCodec eventCodec(ObjectProvider<ObservationRegistry> observations) {
        return new EventCodec(observations.getIfAvailable(() -> ObservationRegistry.NOOP));
    }

    @Bean
    Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        Tracer tracing = tracer.getIfAvailable();
        Propagator propagating = propagator.getIfAvailable();
        return tracing == null || propagating == null
                ? new StoredTraces()
                : new MicrometerTraces(tracing, propagating);
    }

    @Bean
    Outbox outbox(
            DatabaseClient database,
            ReactiveTransactionManager transactions,
            EventCodec codec,
            Traces traces,
            ObjectProvider<Clock> clock,
            Environment environment,
            ReliableMessagingProperties properties) {
        String source = properties.source();
        String application = environment.getProperty("spring.application.name", "application");
        return new Outbox(
                database,
                transactions,
                codec,
                new OutboxWakeUp(database),
                traces,
                clock.getIfAvailable(Clock::systemUTC),
                source != null ? source : "urn:kartoteka:" + application,
                properties.maxEventSize());
    }

    @Bean
    Inbox inbox(
            DatabaseClient database,
            ReactiveTransactionManager transactions,
            ObjectProvider<Clock> clock,
            MeterRegistry meters) {
        return new Inbox(database, transactions, clock.getIfAvailable(Clock::systemUTC), meters);
    }

    @Bean
    TopicCreation topicCreation(
            KafkaAdmin admin,
            ObjectProvider<TopicsInUse> topics,
            ReliableMessagingProperties properties) {
        return new TopicCreation(admin, topics.orderedStream().toList(), properties);
    }

    @Bean
    @ConditionalOnProperty(name = "kartoteka.messaging.relay.enabled", matchIfMissing = true)
    OutboxRelay outboxRelay(
            R2dbcConnectionDetails database,
            ProducerFactory<?, ?> kafka,
            Traces traces,
            MeterRegistry meters,
            ObjectProvider<Clock> clocks,
            ReliableMessagingProperties properties) {
        Clock clock = clocks.getIfAvailable(Clock::systemUTC);
        Map<String, Object> settings = kafka.getConfigurationProperties();
        return new OutboxRelay(
                OutboxSessions.like(database.getConnectionFactoryOptions()),
                () -> new KafkaOutlet(KafkaOutlet.producer(settings), traces),
                new OutboxMetrics(meters, clock),
                clock,
                properties);
    }
}
