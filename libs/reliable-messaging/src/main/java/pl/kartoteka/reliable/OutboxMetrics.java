package pl.kartoteka.reliable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** How much waits in the outbox and for how long; what the relay has brought to Kafka and how fast. */
final class OutboxMetrics {
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile OutboxSession.Backlog backlog = new OutboxSession.Backlog(0, null);

    OutboxMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        Gauge.builder("kartoteka.outbox.size", this, metrics -> metrics.backlog.size())
                .description("Events waiting for Kafka, counted up to 100000")
                .register(meters);
        // The age goes on rising while PostgreSQL cannot be asked.
        Gauge.builder("kartoteka.outbox.oldest.age", this, metrics -> metrics.age(metrics.backlog.oldest()))
                .description("Age of the oldest event waiting for Kafka")
                .baseUnit("seconds")
                .register(meters);
    }

    void measured(OutboxSession.Backlog measured) {
        backlog = measured;
    }

    void relayed(OutboxRow row) {
        Duration delay = Duration.between(row.time(), clock.instant());
        Timer.builder("kartoteka.outbox.relayed")
                .description("From append to the acknowledgement of Kafka")
                .tag("topic", row.topic())
                .publishPercentileHistogram()
                .register(meters)
                .record(delay.isNegative() ? Duration.ZERO : delay);
    }

    void refused(String topic) {
        meters.counter("kartoteka.outbox.refused", "topic", topic).increment();
    }

    private double age(@Nullable Instant oldest) {
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
