package pl.kartoteka.gus.privacy;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.personal.Erasures;
import pl.kartoteka.reliable.EventCodec;

@Component
class ClientNumbersListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final ClientNumbers numbers;
    private final Erasures erasures;

    ClientNumbersListener(EventCodec codec, ClientNumbers numbers, Erasures erasures) {
        this.codec = codec;
        this.numbers = numbers;
        this.erasures = erasures;
    }

    @KafkaListener(id = "gus-lookup-service.client-numbers", topics = ClientEvent.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ClientEvent.class, this::take);
    }

    /** An erasure is final, so it may come after what else is in the batch. */
    private void take(List<ClientEvent> events) {
        numbers.keep(events.stream()
                .filter(ClientChange.class::isInstance)
                .map(ClientChange.class::cast)
                .map(ClientChange::client)
                .toList())
                .contextCapture().block(PATIENCE);
        events.stream()
                .filter(ClientErased.class::isInstance)
                .map(ClientEvent::clientId)
                .distinct()
                .forEach(client -> erasures.erase(client).contextCapture().block(PATIENCE));
    }
}
