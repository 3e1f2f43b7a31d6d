package pl.kartoteka.messaging.message;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientUnsubscribed;
import pl.kartoteka.reliable.EventCodec;
import reactor.core.publisher.Flux;

/** Whose recipient used the way out shows on the message. */
@Component
class UnsubscribedListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final Messages messages;

    UnsubscribedListener(EventCodec codec, Messages messages) {
        this.codec = codec;
        this.messages = messages;
    }

    @KafkaListener(id = "messaging-service.unsubscribed", topics = ClientUnsubscribed.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ClientUnsubscribed.class, events -> Flux.fromIterable(events)
                .concatMap(messages::unsubscribed)
                .then()
                .contextCapture().block(PATIENCE));
    }
}
