package pl.kartoteka.reliable;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Continues the trace of what a batch brings. A listener container does so for single records only. Records of several
 * traces handled at once can continue none of them: their work is a trace of its own, but what it appends to the outbox
 * continues the trace it comes from ({@link Causes}).
 */
final class BatchTraces {
    private static final int TRACE_ID_FROM = 3;
    private static final int TRACE_ID_TO = 35;

    private final ObservationRegistry observations;

    BatchTraces(ObservationRegistry observations) {
        this.observations = observations;
    }

    void observe(List<ConsumerRecord<String, byte[]>> records, Runnable work) {
        ConsumerRecord<String, byte[]> first = records.getFirst();
        boolean oneTrace = records.stream().map(BatchTraces::traceId).distinct().count() == 1;
        var context = new ReceiverContext<ConsumerRecord<String, byte[]>>(
                (record, name) -> oneTrace ? header(record, name) : null, Kind.CONSUMER);
        context.setCarrier(first);
        if (!oneTrace) {
            context.put(Causes.class, Causes.of(records));
        }
        Observation.createNotStarted("kartoteka.events.batch", () -> context, observations)
                .contextualName(first.topic() + " process")
                .lowCardinalityKeyValue("topic", first.topic())
                .observe(work);
    }

    private static String traceId(ConsumerRecord<String, byte[]> record) {
        String traceparent = header(record, Traces.TRACEPARENT);
        return traceparent == null || traceparent.length() < TRACE_ID_TO
                ? ""
                : traceparent.substring(TRACE_ID_FROM, TRACE_ID_TO);
    }

    static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
