package pl.kartoteka.jobs;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How many jobs are under way here, how they end, and how long their steps take. */
final class JobMetrics {
    private final MeterRegistry meters;
    private final AtomicInteger running = new AtomicInteger();

    JobMetrics(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("kartoteka.jobs.running", running, AtomicInteger::get)
                .description("Jobs this instance is at")
                .register(meters);
    }

    void began() {
        running.incrementAndGet();
    }

    void left() {
        running.decrementAndGet();
    }

    void step(String kind, long nanos) {
        meters.timer("kartoteka.jobs.steps", "kind", kind).record(nanos, TimeUnit.NANOSECONDS);
    }

    void ended(String kind, JobStatus status) {
        meters.counter("kartoteka.jobs.ended", "kind", kind, "status", status.name()).increment();
    }
}
