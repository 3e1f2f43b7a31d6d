package pl.kartoteka.consent.suppression;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.events.MessageEvent.MessageBounced;
import pl.kartoteka.reliable.EventCodec;
import reactor.core.publisher.Flux;

/** What came back is not written to again. */
@Component
class BouncesListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final SuppressionList suppressions;

    BouncesListener(EventCodec codec, SuppressionList suppressions) {
        this.codec = codec;
        this.suppressions = suppressions;
    }

    @KafkaListener(id = "consent-service.messages", topics = MessageEvent.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, MessageEvent.class, events -> Flux.fromIterable(events)
                .ofType(MessageBounced.class)
                .concatMap(bounced -> suppressions.suppressBounced(bounced.message()))
                .then()
                .contextCapture().block(PATIENCE));
    }
}
