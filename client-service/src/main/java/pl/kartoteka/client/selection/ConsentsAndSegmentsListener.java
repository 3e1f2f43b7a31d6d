package pl.kartoteka.client.selection;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.SegmentEvent;
import pl.kartoteka.events.SegmentEvent.SegmentDefined;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.reliable.EventCodec;

@Component
class ConsentsAndSegmentsListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BATCHES = "batchKafkaListenerContainerFactory";

    private final EventCodec codec;
    private final ConsentsAndSegments kept;
    private final KnownSegments segments;

    ConsentsAndSegmentsListener(EventCodec codec, ConsentsAndSegments kept, KnownSegments segments) {
        this.codec = codec;
        this.kept = kept;
        this.segments = segments;
    }

    @KafkaListener(id = "client-service.consents", topics = ConsentEvent.TOPIC, containerFactory = BATCHES)
    void onConsents(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(
                records, ConsentEvent.class,
                events -> kept.keepConsents(last(events).stream().map(ConsentEvent::consent).toList())
                        .contextCapture().block(PATIENCE));
    }

    @KafkaListener(id = "client-service.segment-members", topics = SegmentMemberEvent.TOPIC, containerFactory = BATCHES)
    void onMembers(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(
                records, SegmentMemberEvent.class,
                events -> kept.keepMembers(last(events)).contextCapture().block(PATIENCE));
    }

    /** Under its second name: whoever begins with a name reads all there is, as was needed for the types of segments. */
    @KafkaListener(id = "client-service.known-segments", topics = SegmentEvent.TOPIC, containerFactory = BATCHES)
    void onSegments(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, SegmentEvent.class, events -> segments
                .keep(last(events).stream()
                        .filter(SegmentDefined.class::isInstance)
                        .map(event -> ((SegmentDefined) event).segment())
                        .toList())
                .contextCapture().block(PATIENCE));
    }

    private static <E extends Event> Collection<E> last(List<E> events) {
        Map<String, E> last = new LinkedHashMap<>();
        events.forEach(event -> last.merge(
                event.key(), event, (one, other) -> one.sequence() < other.sequence() ? other : one));
        return last.values();
    }
}
