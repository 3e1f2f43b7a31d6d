package pl.kartoteka.reliable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Takes events in the transaction of the change they tell of: both are committed or neither. Every method refuses to
 * run outside a transaction.
 *
 * <p>Save the aggregate first and append second: the lock on its row then puts the events of one key in order.
 */
public class Outbox {
    private static final String INSERT = """
            insert into outbox (event_id, topic, key, type, source, subject, sequence, time, traceparent, tracestate, data)
            select event_id, topic, key, type, $7, key, sequence, $8, traceparent, tracestate, convert_to(data, 'UTF8')
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $9::text[], $10::text[])
                 with ordinality as event (event_id, topic, key, type, sequence, data, traceparent, tracestate, position)
            order by position
            """;

    private final DatabaseClient database;
    private final TransactionalOperator insideTransaction;
    private final EventCodec codec;
    private final OutboxWakeUp wakeUp;
    private final Traces traces;
    private final Clock clock;
    private final String source;
    private final long maxEventSize;

    Outbox(
            DatabaseClient database,
            ReactiveTransactionManager transactions,
            EventCodec codec,
            OutboxWakeUp wakeUp,
            Traces traces,
            Clock clock,
            String source,
            DataSize maxEventSize) {
        this.database = database;
        this.insideTransaction = TransactionalOperator.create(
                transactions,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_MANDATORY));
        this.codec = codec;
        this.wakeUp = wakeUp;
        this.traces = traces;
        this.clock = clock;
        this.source = source;
        this.maxEventSize = maxEventSize.toBytes();
    }

    /** Publishes the event if and when the surrounding transaction commits. */
    public Mono<Void> append(Event event) {
        return append(List.of(event));
    }

    /** Publishes the events in the order given; one statement, however many they are. */
    public Mono<Void> append(Collection<? extends Event> events) {
        return insert(events.stream().map(this::row).toList());
    }

    /** Empties a compacted topic of a key; goes after the event that tells of the end. */
    public Mono<Void> appendTombstone(String topic, String key) {
        return appendTombstones(topic, List.of(key));
    }

    /** As {@link #appendTombstone}; one statement, however many they are. */
    public Mono<Void> appendTombstones(String topic, Collection<String> keys) {
        return insert(keys.stream().map(key -> new NewRow(UUID.randomUUID(), topic, key, null, null, null)).toList());
    }

    /** For the context of work that several requests share: an event continues the trace of the request it comes from, by its key. */
    public Function<Context, Context> causedBy(Map<String, ContextView> requests) {
        Causes causes = Causes.of(requests, traces);
        return context -> context.put(Causes.class, causes);
    }

    private Mono<Void> insert(List<NewRow> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return Mono.deferContextual(context -> insertNow(rows, traces.of(context),
                context.<Causes>getOrEmpty(Causes.class).orElseGet(() -> traces.causes(context))))
                .then(wakeRelayAfterCommit())
                .as(insideTransaction::transactional);
    }

    private Mono<Void> insertNow(List<NewRow> rows, Map<String, String> trace, Causes causes) {
        var of = rows.stream().map(row -> causes.of(row.key()).orElse(trace)).toList();
        return database.sql(INSERT)
                .bind("$1", rows.stream().map(NewRow::eventId).toArray(UUID[]::new))
                .bind("$2", rows.stream().map(NewRow::topic).toArray(String[]::new))
                .bind("$3", rows.stream().map(NewRow::key).toArray(String[]::new))
                .bind("$4", rows.stream().map(NewRow::type).toArray(String[]::new))
                .bind("$5", rows.stream().map(NewRow::sequence).toArray(Long[]::new))
                .bind("$6", rows.stream().map(NewRow::json).toArray(String[]::new))
                .bind("$7", source)
                .bind("$8", OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC))
                .bind("$9", of.stream().map(headers -> headers.get(Traces.TRACEPARENT)).toArray(String[]::new))
                .bind("$10", of.stream().map(headers -> headers.get(Traces.TRACESTATE)).toArray(String[]::new))
                .then();
    }

    private Mono<Void> wakeRelayAfterCommit() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(wakeUp))
                .then();
    }

    private NewRow row(Event event) {
        String json = codec.json(event);
        // A UTF-16 unit takes at most three bytes of UTF-8; counting exactly is for the few long ones.
        if (json.length() > maxEventSize / 3 && bytes(json) > maxEventSize) {
            throw new IllegalArgumentException(
                    "%s: event of %d characters (expected: at most %d bytes)"
                            .formatted(EventTypes.typeOf(event.getClass()), json.length(), maxEventSize));
        }
        return new NewRow(
                UUID.randomUUID(),
                event.topic(),
                event.key(),
                EventTypes.typeOf(event.getClass()),
                event.sequence(),
                json);
    }

    private static int bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    private record NewRow(
            UUID eventId,
            String topic,
            String key,
            @Nullable String type,
            @Nullable Long sequence,
            @Nullable String json) {}
}
