package pl.kartoteka.reliable;

import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/** Carries a trace over the gap between the transaction that appended an event and the relay that sends it. */
interface Traces {
    String TRACEPARENT = "traceparent";
    String TRACESTATE = "tracestate";

    /** The W3C headers of the span that the work in this context belongs to; empty outside a trace. */
    Map<String, String> of(ContextView context);

    /** What the work in this context comes from, where that is several traces at once. */
    default Causes causes(ContextView context) {
        return Causes.NONE;
    }

    /** Continues the trace of a row in the headers of its record. */
    Sending continued(OutboxRow row, Headers headers);

    /** The span of a record on its way to the broker. */
    interface Sending {
        void ended(@Nullable Exception failure);
    }
}
