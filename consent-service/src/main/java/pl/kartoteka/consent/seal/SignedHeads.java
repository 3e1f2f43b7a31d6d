package pl.kartoteka.consent.seal;

import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static java.util.Objects.requireNonNull;

/** The stored heads and what each sealed. */
@Component
public class SignedHeads {
    private static final int LOCK = 727_305_810;

    private final DatabaseClient database;

    SignedHeads(DatabaseClient database) {
        this.database = database;
    }

    /** Until the transaction ends nobody else signs. */
    Mono<Void> lock() {
        return database.sql("select pg_advisory_xact_lock(:lock)").bind("lock", LOCK).then();
    }

    /**
     * Takes chains that grew since they were last sealed, in the order of client ids. Those somebody is writing to at this
     * moment are left for the next head.
     */
    Mono<List<Grown>> takeGrown(int limit) {
        return database.sql("""
                with open as (
                    select client_id from ledger_head where length > sealed_length
                    order by client_id limit :limit for update skip locked),
                sealed as (
                    update ledger_head head set sealed_length = head.length from open
                    where head.client_id = open.client_id
                    returning head.client_id, new.length as length, encode(head.hash, 'hex') as hash, old.sealed_length as before)
                select client_id, length, hash, before from sealed order by client_id
                """)
                .bind("limit", limit)
                .mapProperties(Grown.class)
                .all()
                .collectList();
    }

    Mono<SignedHead> last() {
        return page(null, 1).next();
    }

    Mono<Void> store(SignedHead head, List<SealedChain> sealed) {
        return database.sql("""
                insert into signed_head (number, head, hash, signature)
                values (:number, :head, decode(:hash, 'hex'), :signature)
                """)
                .bind("number", head.number())
                .bind("head", head.head())
                .bind("hash", head.hash())
                .bind("signature", head.signature())
                .then()
                .then(Mono.defer(() -> store(head.number(), sealed)));
    }

    /** Newest first, from below that number. */
    Flux<SignedHead> page(@Nullable Long below, int limit) {
        DatabaseClient.GenericExecuteSpec select = database.sql("""
                select number, head, encode(hash, 'hex') as hash, signature from signed_head
                where :below::bigint is null or number < :below order by number desc limit :limit
                """)
                .bind("limit", limit);
        return (below == null ? select.bindNull("below", Long.class) : select.bind("below", below))
                .map(SignedHeads::head)
                .all();
    }

    /** Oldest first, from above that number. */
    public Flux<SignedHead> after(long number, int limit) {
        return database.sql("""
                select number, head, encode(hash, 'hex') as hash, signature from signed_head
                where number > :number order by number limit :limit
                """)
                .bind("number", number)
                .bind("limit", limit)
                .map(SignedHeads::head)
                .all();
    }

    /** What the heads of these numbers sealed, in the order of numbers and client ids. */
    public Flux<SealedChain> sealedBy(long first, long last) {
        return database.sql("""
                select number, client_id, length, encode(hash, 'hex') as hash from sealed_chain
                where number between :first and :last order by number, client_id
                """)
                .bind("first", first)
                .bind("last", last)
                .mapProperties(SealedChain.class)
                .all();
    }

    /** What was ever sealed of these clients. */
    public Flux<SealedChain> sealedOf(List<UUID> clients) {
        return database.sql("""
                select number, client_id, length, encode(hash, 'hex') as hash from sealed_chain
                where client_id = any (:clients) order by client_id, number
                """)
                .bind("clients", clients.toArray(UUID[]::new))
                .mapProperties(SealedChain.class)
                .all();
    }

    private Mono<Void> store(long number, List<SealedChain> sealed) {
        return database.sql("""
                insert into sealed_chain (number, client_id, length, hash)
                select :number, client_id, length, decode(hash, 'hex')
                from unnest(:clients, :lengths, :hashes) as given (client_id, length, hash)
                """)
                .bind("number", number)
                .bind("clients", sealed.stream().map(SealedChain::clientId).toArray(UUID[]::new))
                .bind("lengths", sealed.stream().map(SealedChain::length).toArray(Long[]::new))
                .bind("hashes", sealed.stream().map(SealedChain::hash).toArray(String[]::new))
                .then();
    }

    private static SignedHead head(Readable row) {
        return new SignedHead(
                requireNonNull(row.get("number", Long.class)),
                requireNonNull(row.get("head", String.class)),
                requireNonNull(row.get("hash", String.class)),
                requireNonNull(row.get("signature", byte[].class)));
    }

    /** @param before the length that was sealed last */
    record Grown(UUID clientId, long length, String hash, long before) {
        SealedChain sealedBy(long number) {
            return new SealedChain(number, clientId, length, hash);
        }
    }
}
