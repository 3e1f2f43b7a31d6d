package pl.kartoteka.reliable;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/**
 * Remembers which events a consumer has handled, for effects that a sequence cannot guard. Every method refuses to run
 * outside the transaction of the effect.
 */
public class Inbox {
    private final DatabaseClient database;
    private final TransactionalOperator insideTransaction;
    private final Clock clock;
    private final MeterRegistry meters;

    Inbox(DatabaseClient database, ReactiveTransactionManager transactions, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.insideTransaction = TransactionalOperator.create(
                transactions,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_MANDATORY));
        this.clock = clock;
        this.meters = meters;
    }

    /** Whether this consumer sees the event for the first time; false means that its effect is done already. */
    public Mono<Boolean> firstTime(String consumer, String eventId) {
        return Mono.defer(() -> remember(consumer, eventId))
                .doOnNext(first -> count(consumer, first))
                .as(insideTransaction::transactional);
    }

    private Mono<Boolean> remember(String consumer, String eventId) {
        return database.sql("""
                insert into inbox (consumer, event_id, handled_at) values ($1, $2, $3)
                on conflict do nothing
                """)
                .bind("$1", consumer)
                .bind("$2", eventId)
                .bind("$3", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private void count(String consumer, boolean first) {
        if (!first) {
            meters.counter("kartoteka.inbox.repeated", "consumer", consumer).increment();
        }
    }
}
