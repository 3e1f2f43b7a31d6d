package pl.kartoteka.gus.watch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.reliable.EventCodec;

@Component
class WatchListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final WatchList watchList;

    WatchListener(EventCodec codec, WatchList watchList) {
        this.codec = codec;
        this.watchList = watchList;
    }

    @KafkaListener(id = "gus-lookup-service.clients", topics = ClientEvent.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ClientEvent.class, this::keep);
    }

    private void keep(List<ClientEvent> events) {
        Map<UUID, WatchedClient> last = new LinkedHashMap<>();
        events.forEach(event -> last.merge(event.clientId(), WatchedClient.of(event),
                (one, other) -> one.sequence() < other.sequence() ? other : one));
        watchList.keep(List.copyOf(last.values())).contextCapture().block(PATIENCE);
    }
}
