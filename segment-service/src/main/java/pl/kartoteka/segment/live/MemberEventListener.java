package pl.kartoteka.segment.live;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.reliable.EventCodec;

/** A group of its own per start of each instance, which therefore sees every record from now on. */
@Component
class MemberEventListener {
    private final EventCodec codec;
    private final LiveChanges changes;

    MemberEventListener(EventCodec codec, LiveChanges changes) {
        this.codec = codec;
        this.changes = changes;
    }

    @KafkaListener(id = "segment-service.live-${random.uuid}", topics = SegmentMemberEvent.TOPIC, properties = {
        "auto.offset.reset=latest", "enable.auto.commit=false"})
    void on(ConsumerRecord<String, byte[]> record) {
        codec.read(record, SegmentMemberEvent.class).ifPresent(changes::tell);
    }
}
