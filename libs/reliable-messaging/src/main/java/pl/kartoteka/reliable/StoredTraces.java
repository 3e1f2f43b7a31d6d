package pl.kartoteka.reliable;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/** Where the application does not trace: what a row carries is passed on as it is. */
final class StoredTraces implements Traces {

    @Override
    public Map<String, String> of(ContextView context) {
        return Map.of();
    }

    @Override
    public Sending continued(OutboxRow row, Headers headers) {
        add(headers, TRACEPARENT, row.traceparent());
        add(headers, TRACESTATE, row.tracestate());
        return _ -> {};
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
