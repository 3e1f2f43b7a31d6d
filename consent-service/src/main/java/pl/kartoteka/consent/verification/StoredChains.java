package pl.kartoteka.consent.verification;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the ledger as it is stored, a page of clients at a time. */
@Component
class StoredChains {
    private final DatabaseClient database;

    StoredChains(DatabaseClient database) {
        this.database = database;
    }

    /** The next clients of whom there is an entry, a head, a detail or a state. */
    Mono<List<UUID>> clients(@Nullable UUID after, int limit) {
        String from = """
                (select distinct client_id from %s where :after::uuid is null or client_id > :after
                 order by client_id limit :limit)""";
        DatabaseClient.GenericExecuteSpec sql = database.sql("""
                select client_id from (%s union %s union %s union %s) as clients (client_id)
                order by client_id limit :limit
                """.formatted(
                from.formatted("ledger_head"),
                from.formatted("consent_ledger"),
                from.formatted("ledger_detail"),
                from.formatted("consent")))
                .bind("limit", limit);
        return (after == null ? sql.bindNull("after", UUID.class) : sql.bind("after", after))
                .mapValue(UUID.class)
                .all()
                .collectList();
    }

    Flux<StoredHead> heads(List<UUID> clients) {
        return of(clients, """
                select client_id, length, encode(hash, 'hex') as hash from ledger_head
                where client_id = any (:clients) order by client_id
                """).mapProperties(StoredHead.class).all();
    }

    /** The entries with what lies beside them. */
    Flux<StoredEntry> entries(List<UUID> clients) {
        return of(clients, """
                select e.client_id, e.position, e.entry, encode(e.hash, 'hex') as hash, d.salt, d.detail
                from consent_ledger e left join ledger_detail d using (client_id, position)
                where e.client_id = any (:clients) order by e.client_id, e.position
                """).mapProperties(StoredEntry.class).all();
    }

    Flux<StoredState> states(List<UUID> clients) {
        return of(clients, """
                select client_id, purpose_code, status, asked_at, answered_at, valid_until, closed_at, version, position
                from consent where client_id = any (:clients)
                """).mapProperties(StoredState.class).all();
    }

    /** How many entries there are, as the server's statistics say: near enough to watch, and free. */
    Mono<Long> length() {
        return database.sql("""
                select n_live_tup from pg_stat_user_tables where relname = 'consent_ledger'
                """).mapValue(Long.class).one();
    }

    private DatabaseClient.GenericExecuteSpec of(List<UUID> clients, String sql) {
        return database.sql(sql).bind("clients", clients.toArray(UUID[]::new));
    }
}
