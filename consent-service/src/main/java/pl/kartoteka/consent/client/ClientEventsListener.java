package pl.kartoteka.consent.client;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.reliable.EventCodec;

/** Takes the events of clients, many at a time. */
@Component
class ClientEventsListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final ClientProjection projection;

    ClientEventsListener(EventCodec codec, ClientProjection projection) {
        this.codec = codec;
        this.projection = projection;
    }

    @KafkaListener(id = "consent-service.clients", topics = ClientEvent.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ClientEvent.class,
                events -> projection.apply(events).contextCapture().block(PATIENCE));
    }
}
