package pl.kartoteka.reliable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.util.context.ContextView;

/**
 * Which of several traces an event comes from: in a batch of records, that of the last one about the same. Keys tell what a record is
 * about, by an id ({@code <client>}) or by several ({@code <segment>|<client>}).
 */
final class Causes {
    static final Causes NONE = new Causes(Map.of());

    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Map<String, Map<String, String>> headers;

    private Causes(Map<String, Map<String, String>> headers) {
        this.headers = headers;
    }

    static Causes of(List<ConsumerRecord<String, byte[]>> records) {
        var headers = new HashMap<String, Map<String, String>>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Map<String, String> trace = trace(record);
            String key = record.key();
            if (key != null && !trace.isEmpty()) {
                subjects(key).forEach(subject -> headers.put(subject, trace));
            }
        }
        return new Causes(headers);
    }

    static Causes of(Map<String, ContextView> requests, Traces traces) {
        var headers = new HashMap<String, Map<String, String>>();
        requests.forEach((key, context) -> headers.put(key, traces.of(context)));
        return new Causes(headers);
    }

    /** The W3C headers of the trace that an event of this key comes from; empty where no record of the batch tells. */
    Optional<Map<String, String>> of(String key) {
        return headers.isEmpty() || headers.containsKey(key)
                ? Optional.ofNullable(headers.get(key))
                : subjects(key).stream().filter(headers::containsKey).findFirst().map(headers::get);
    }

    /** The whole key first: nothing fits better. */
    private static List<String> subjects(String key) {
        var subjects = new ArrayList<String>();
        subjects.add(key);
        ID.matcher(key).results().map(MatchResult::group).filter(id -> !id.equals(key)).forEach(subjects::add);
        return subjects;
    }

    private static Map<String, String> trace(ConsumerRecord<String, byte[]> record) {
        String traceparent = BatchTraces.header(record, Traces.TRACEPARENT);
        String tracestate = BatchTraces.header(record, Traces.TRACESTATE);
        if (traceparent == null) {
            return Map.of();
        }
        return tracestate == null
                ? Map.of(Traces.TRACEPARENT, traceparent)
                : Map.of(Traces.TRACEPARENT, traceparent, Traces.TRACESTATE, tracestate);
    }
}
