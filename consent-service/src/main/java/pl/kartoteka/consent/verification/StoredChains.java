package pl.kartoteka.consent.verification;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.seal.SealedChain;
import pl.kartoteka.consent.seal.SignedHeads;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the ledger as it is stored, a page of clients at a time. */
@Component
class StoredChains {
    private static final int CLIENTS_AT_ONCE = 500;

    private final DatabaseClient database;
    private final SignedHeads signed;

    StoredChains(DatabaseClient database, SignedHeads signed) {
        this.database = database;
        this.signed = signed;
    }

    /** Everything, in the order of client ids. */
    Flux<Stored> all() {
        return clients(null, CLIENTS_AT_ONCE)
                .expand(page -> page.isEmpty() ? Mono.empty() : clients(page.getLast(), CLIENTS_AT_ONCE))
                .filter(page -> !page.isEmpty())
                .concatMap(this::read);
    }

    private Mono<Stored> read(List<UUID> clients) {
        return Mono.zip(
                heads(clients).collectMap(StoredHead::clientId),
                entries(clients).collect(Collectors.groupingBy(StoredEntry::clientId)),
                states(clients).collect(Collectors.groupingBy(StoredState::clientId)),
                signed.sealedOf(clients).collect(Collectors.groupingBy(SealedChain::clientId)))
                .map(found -> new Stored(clients, found.getT1(), found.getT2(), found.getT3(), found.getT4()));
    }

    /** The next clients of whom there is an entry, a head, a detail, a state or a seal. */
    private Mono<List<UUID>> clients(@Nullable UUID after, int limit) {
        String from = """
                (select distinct client_id from %s where :after::uuid is null or client_id > :after
                 order by client_id limit :limit)""";
        DatabaseClient.GenericExecuteSpec sql = database.sql("""
                select client_id from (%s union %s union %s union %s union %s) as clients (client_id)
                order by client_id limit :limit
                """.formatted(
                from.formatted("ledger_head"),
                from.formatted("consent_ledger"),
                from.formatted("ledger_detail"),
                from.formatted("consent"),
                from.formatted("sealed_chain")))
                .bind("limit", limit);
        return (after == null ? sql.bindNull("after", UUID.class) : sql.bind("after", after))
                .mapValue(UUID.class)
                .all()
                .collectList();
    }

    private Flux<StoredHead> heads(List<UUID> clients) {
        return of(clients, """
                select client_id, length, encode(hash, 'hex') as hash from ledger_head
                where client_id = any (:clients) order by client_id
                """).mapProperties(StoredHead.class).all();
    }

    /** The entries with what lies beside them. */
    private Flux<StoredEntry> entries(List<UUID> clients) {
        return of(clients, """
                select e.client_id, e.position, e.entry, encode(e.hash, 'hex') as hash, d.salt, d.detail
                from consent_ledger e left join ledger_detail d using (client_id, position)
                where e.client_id = any (:clients) order by e.client_id, e.position
                """).mapProperties(StoredEntry.class).all();
    }

    private Flux<StoredState> states(List<UUID> clients) {
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

    /** A page of clients with all that is stored about them. */
    record Stored(
            List<UUID> clients,
            Map<UUID, StoredHead> heads,
            Map<UUID, List<StoredEntry>> entries,
            Map<UUID, List<StoredState>> states,
            Map<UUID, List<SealedChain>> seals) {}
}
