package pl.kartoteka.reliable;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.r2dbc.core.DatabaseClient;
import pl.kartoteka.events.ClientEvent;

/** Takes batches; one statement for all of them. */
class ErasuresListener {
    static final long POISON = 666;
    private final EventCodec codec;
    private final DatabaseClient database;

    ErasuresListener(EventCodec codec, DatabaseClient database) {
        this.codec = codec;
        this.database = database;
    }

    @KafkaListener(id = "test.erasures", topics = ClientEvent.TOPIC, containerFactory = "batchKafkaListenerContainerFactory")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        codec.readBatch(records, ClientEvent.class, this::apply);
    }

    private void apply(List<ClientEvent> events) {
        if (events.stream().anyMatch(event -> event.sequence() == POISON)) {
            throw new IllegalStateException("one of these cannot be handled");
        }
        database.sql("""
                insert into erased (client_id, sequence)
                select * from unnest($1::uuid[], $2::bigint[]) on conflict do nothing
                """)
                .bind("$1", events.stream().map(ClientEvent::clientId).toArray(UUID[]::new))
                .bind("$2", events.stream().map(ClientEvent::version).toArray(Long[]::new))
                .then()
                .block(Duration.ofSeconds(10));
    }
}
