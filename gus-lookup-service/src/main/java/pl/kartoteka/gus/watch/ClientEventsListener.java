package pl.kartoteka.gus.watch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.gus.privacy.ClientNumbers;
import pl.kartoteka.personal.Erasures;
import pl.kartoteka.reliable.EventCodec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose register entries are watched, and whose answers go when a client is erased. */
@Component
class ClientEventsListener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EventCodec codec;
    private final WatchList watchList;
    private final ClientNumbers numbers;
    private final Erasures erasures;

    ClientEventsListener(EventCodec codec, WatchList watchList, ClientNumbers numbers, Erasures erasures) {
        this.codec = codec;
        this.watchList = watchList;
        this.numbers = numbers;
        this.erasures = erasures;
    }

    @KafkaListener(id = "gus-lookup-service.clients", topics = ClientEvent.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ClientEvent.class, events -> take(events).contextCapture().block(PATIENCE));
    }

    /** An erasure is final, so it may come after what else is in the batch. */
    private Mono<Void> take(List<ClientEvent> events) {
        return numbers.keep(events.stream()
                .filter(ClientChange.class::isInstance)
                .map(event -> ((ClientChange) event).client())
                .toList())
                .then(Mono.defer(() -> watchList.keep(last(events))))
                .thenMany(Flux.fromStream(() -> events.stream()
                        .filter(ClientErased.class::isInstance)
                        .map(ClientEvent::clientId)
                        .distinct()))
                .concatMap(erasures::erase)
                .then();
    }

    private static List<WatchedClient> last(List<ClientEvent> events) {
        Map<UUID, WatchedClient> last = new LinkedHashMap<>();
        events.forEach(event -> last.merge(event.clientId(), WatchedClient.of(event),
                (one, other) -> one.sequence() < other.sequence() ? other : one));
        return List.copyOf(last.values());
    }
}
