package pl.kartoteka.messaging.audience;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.SegmentEvent;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.reliable.EventCodec;

@Component
class SegmentEventsListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final Segments segments;

    SegmentEventsListener(EventCodec codec, Segments segments) {
        this.codec = codec;
        this.segments = segments;
    }

    @KafkaListener(id = "messaging-service.segments", topics = SegmentEvent.TOPIC)
    void onSegment(ConsumerRecord<String, byte[]> record) {
        codec.read(record, SegmentEvent.class)
                .ifPresent(event -> segments.keep(event).contextCapture().block(PATIENCE));
    }

    @KafkaListener(id = "messaging-service.segment-members", topics = SegmentMemberEvent.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void onMembers(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, SegmentMemberEvent.class, this::keep);
    }

    private void keep(List<SegmentMemberEvent> events) {
        Map<String, SegmentMemberEvent> last = new LinkedHashMap<>();
        events.forEach(event -> last.merge(
                event.key(), event, (one, other) -> one.sequence() < other.sequence() ? other : one));
        segments.keep(List.copyOf(last.values())).contextCapture().block(PATIENCE);
    }
}
