package pl.kartoteka.reliable;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.events.MessageEvent;
import reactor.core.publisher.Mono;

/** Has an effect that no sequence guards, hence the inbox. */
class EffectsListener {
    private final EventCodec codec;
    private final Inbox inbox;
    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    EffectsListener(EventCodec codec, Inbox inbox, DatabaseClient database, TransactionalOperator transactions) {
        this.codec = codec;
        this.inbox = inbox;
        this.database = database;
        this.transactions = transactions;
    }

    @KafkaListener(id = "test.effects", topics = MessageEvent.TOPIC)
    void on(ConsumerRecord<String, byte[]> record) {
        String id = codec.metadata(record).id();
        inbox.firstTime("test.effects", id)
                .filter(first -> first)
                .flatMap(_ -> effect(id))
                .as(transactions::transactional)
                .block(Duration.ofSeconds(10));
    }

    private Mono<Void> effect(String id) {
        return database.sql("insert into effect (event_id) values ($1)").bind("$1", id).then();
    }
}
