package pl.kartoteka.personal;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.events.PrivacyEvent.ErasedData;
import pl.kartoteka.events.PrivacyEvent.KeptData;
import pl.kartoteka.http.IdempotencyKeys;
import pl.kartoteka.http.LongStatements;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Erases a client from this service, whatever asks for it: a privacy request or the client's own end. What was erased is
 * counted, so that the receipt is whole when the two come one after the other.
 */
public class Erasures {
    private final ObjectProvider<HoldsPersonalData> holders;
    private final IdempotencyKeys answers;
    private final DatabaseClient database;
    private final Clock clock;
    private final TransactionalOperator transaction;

    Erasures(
            ObjectProvider<HoldsPersonalData> holders,
            IdempotencyKeys answers,
            DatabaseClient database,
            Clock clock,
            TransactionalOperator transaction) {
        this.holders = holders;
        this.answers = answers;
        this.database = database;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Everything that was ever erased of the client here, and what is kept now. Takes part in the caller's transaction. */
    public Mono<Erasure> erase(UUID clientId) {
        return oneAtATime(clientId)
                .then(Mono.defer(() -> eraseAll(clientId)))
                .delayUntil(erasure -> count(clientId, erasure.erased()))
                .flatMap(erasure -> total(clientId, erasure.kept()))
                .as(transaction::transactional);
    }

    private Mono<Erasure> eraseAll(UUID clientId) {
        return Flux.fromStream(holders.stream())
                .concatMap(holder -> holder.duplicates(clientId))
                .concatWithValues(clientId)
                .collectList()
                .flatMap(this::eraseAll);
    }

    /** Each holder goes through all of them before the next does: what refers to any of them is gone before the last begins. */
    private Mono<Erasure> eraseAll(List<UUID> person) {
        return Flux.fromStream(holders.stream().sorted(Comparator.comparing(HoldsPersonalData::erasesLast)))
                .concatMap(holder -> Flux.fromIterable(person).concatMap(holder::erase))
                .concatWith(Flux.fromIterable(person)
                        .concatMap(answers::eraseAnswersMentioning)
                        .map(count -> Erasure.of("kept-answers", count)))
                .reduce(Erasure.NOTHING, Erasure::and);
    }

    private Mono<Void> oneAtATime(UUID clientId) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:client, 5741))")
                .bind("client", clientId.toString())
                .then()
                // What is erased is looked for everywhere.
                .then(LongStatements.allow(database));
    }

    private Mono<Void> count(UUID clientId, List<ErasedData> erased) {
        return Flux.fromIterable(erased)
                .concatMap(one -> database.sql("""
                        insert into erased_data as known (client_id, what, count, erased_at)
                        values (:client, :what, :count, :at)
                        on conflict (client_id, what) do update
                        set count = known.count + excluded.count, erased_at = excluded.erased_at
                        """)
                        .bind("client", clientId)
                        .bind("what", one.what())
                        .bind("count", one.count())
                        .bind("at", clock.instant())
                        .then())
                .then();
    }

    private Mono<Erasure> total(UUID clientId, List<KeptData> kept) {
        return database.sql("select what, count from erased_data where client_id = :client order by what")
                .bind("client", clientId)
                .mapProperties(ErasedData.class)
                .all()
                .collectList()
                .map(erased -> new Erasure(erased, kept));
    }
}
