package pl.kartoteka.reliable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.propagation.Propagator;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/** A producer span per record, child of the span that appended the event. */
final class MicrometerTraces implements Traces {
    private final Tracer tracer;
    private final Propagator propagator;

    MicrometerTraces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    public Map<String, String> of(ContextView context) {
        Span span = span(context);
        if (span == null) {
            return Map.of();
        }
        var headers = new HashMap<String, String>();
        propagator.inject(span.context(), headers, (_, name, value) -> headers.put(name, value));
        return headers;
    }

    /** What runs in a reactive chain changes threads, so it is the context that knows; without one, the thread does. */
    private @Nullable Span span(ContextView context) {
        Observation observed = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        TracingContext tracing = observed == null ? null : observed.getContextView().get(TracingContext.class);
        return tracing == null ? tracer.currentSpan() : tracing.getSpan();
    }

    @Override
    public Causes causes(ContextView context) {
        ObservationView observation = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        while (observation != null) {
            Causes causes = observation.getContextView().get(Causes.class);
            if (causes != null) {
                return causes;
            }
            observation = observation.getContextView().getParentObservation();
        }
        return Causes.NONE;
    }

    @Override
    public Sending continued(OutboxRow row, Headers headers) {
        if (row.traceparent() == null) {
            return _ -> {};
        }
        Span span = propagator.extract(row, MicrometerTraces::stored)
                .kind(Span.Kind.PRODUCER)
                .name(row.topic() + " publish")
                .tag("messaging.system", "kafka")
                .tag("messaging.operation", "publish")
                .tag("messaging.destination.name", row.topic())
                .start();
        propagator.inject(span.context(), headers, (_, name, value) -> headers.remove(name)
                .add(name, value.getBytes(StandardCharsets.UTF_8)));
        return failure -> {
            if (failure != null) {
                span.error(failure);
            }
            span.end();
        };
    }

    private static @Nullable String stored(OutboxRow row, String name) {
        return switch (name) {
            case TRACEPARENT -> row.traceparent();
            case TRACESTATE -> row.tracestate();
            default -> null;
        };
    }
}
