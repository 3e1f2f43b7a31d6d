package pl.kartoteka.reliable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.tracing.Tracer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import pl.kartoteka.events.SegmentMemberEvent;

class MembersListener {
    final Map<String, String> traceIds = new ConcurrentHashMap<>();
    private final EventCodec codec;
    private final TestApplication.Members members;
    private final Tracer tracer;

    MembersListener(EventCodec codec, TestApplication.Members members, Tracer tracer) {
        this.codec = codec;
        this.members = members;
        this.tracer = tracer;
    }

    @KafkaListener(id = "test.members", topics = SegmentMemberEvent.TOPIC)
    void on(ConsumerRecord<String, byte[]> record) {
        var span = tracer.currentSpan();
        if (span != null && Thread.currentThread().isVirtual()) {
            traceIds.put(record.key(), span.context().traceId());
        }
        codec.read(record, SegmentMemberEvent.class)
                .ifPresent(event -> members.apply(event).block(Duration.ofSeconds(10)));
    }
}
