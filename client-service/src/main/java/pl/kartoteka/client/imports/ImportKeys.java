package pl.kartoteka.client.imports;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.http.LongStatements;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** By what rows are known again, within a file and from file to file. */
@Component
class ImportKeys {
    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    ImportKeys(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    record Met(String key, Long line, UUID fingerprint) {}

    record Known(String key, UUID clientId, UUID fingerprint) {}

    /**
     * What rows of the file have left of what others seek.
     *
     * @param sought keys, each with the last line that seeks it
     */
    Flux<Met> met(UUID importId, Map<String, Long> sought) {
        return sought.isEmpty()
                ? Flux.empty()
                : database.sql("""
                        select r.key, r.line, r.fingerprint
                        from unnest(:keys, :lines) as s(key, line)
                        join client_import_row r on r.import_id = :import and r.key = s.key
                        where r.line < s.line
                        """)
                        .bind("import", importId)
                        .bind("keys", sought.keySet().toArray(String[]::new))
                        .bind("lines", sought.values().toArray(Long[]::new))
                        .mapProperties(Met.class)
                        .all();
    }

    /** For rows to come; of those that leave the same the first counts. */
    Mono<Void> leave(UUID importId, List<Met> rows) {
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into client_import_row (import_id, key, line, fingerprint)
                        select :import, key, line, fingerprint
                        from unnest(:keys, :lines, :fingerprints) as g(key, line, fingerprint)
                        on conflict do nothing
                        """)
                        .bind("import", importId)
                        .bind("keys", rows.stream().map(Met::key).toArray(String[]::new))
                        .bind("lines", rows.stream().map(Met::line).toArray(Long[]::new))
                        .bind("fingerprints", rows.stream().map(Met::fingerprint).toArray(UUID[]::new))
                        .then();
    }

    /** That clients without a NIP would have one by now, if the trial had written. */
    Mono<Void> adopt(UUID importId, Map<UUID, RowCard> clients) {
        return leave(importId, clients.entrySet().stream()
                .map(adopted -> new Met(adoptionKey(adopted.getKey()), adopted.getValue().row().line(),
                        adopted.getValue().identity().fingerprint()))
                .toList());
    }

    /** Which of these rows before that line gave a NIP to, in a trial. */
    Flux<UUID> adopted(UUID importId, Collection<UUID> clients, long line) {
        return clients.isEmpty()
                ? Flux.empty()
                : database.sql("""
                        select client from unnest(:clients) client
                        join client_import_row r on r.import_id = :import and r.key = 'adopted:' || client
                        where r.line < :line
                        """)
                        .bind("import", importId)
                        .bind("clients", clients.toArray(UUID[]::new))
                        .bind("line", line)
                        .mapValue(UUID.class)
                        .all();
    }

    private static String adoptionKey(UUID client) {
        return "adopted:" + client;
    }

    /** Whom the keys stand for now: of a client that was merged away, the one it became. */
    Flux<Known> known(String source, Collection<String> keys) {
        return keys.isEmpty()
                ? Flux.empty()
                : database.sql("""
                        select k.key, k.fingerprint,
                               case when c.merged_into is null then k.client_id else survivor_of(k.client_id) end as client_id
                        from client_import_key k join client c on c.id = k.client_id
                        where k.source = :source and k.key = any(:keys)
                        """)
                        .bind("source", source)
                        .bind("keys", keys.toArray(String[]::new))
                        .mapProperties(Known.class)
                        .all();
    }

    /** Which of these NIPs rows before that line had, and were not refused. */
    Flux<String> taken(UUID importId, Collection<String> nips, long line) {
        return nips.isEmpty()
                ? Flux.empty()
                : database.sql("""
                        select nip from unnest(:nips) nip join client_import_row r on r.import_id = :import and r.key = 'nip:' || nip
                        where r.line < :line and not exists (select from client_import_error e where e.import_id = r.import_id and e.line = r.line)
                        order by nip
                        """)
                        .bind("import", importId)
                        .bind("nips", nips.toArray(String[]::new))
                        .bind("line", line)
                        .mapValue(String.class)
                        .all();
    }

    /** The key of a client that was merged away stays its own, for the day the merge is undone. */
    Mono<Void> remember(String source, List<Known> rows) {
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into client_import_key (source, key, client_id, fingerprint)
                        select :source, key, client_id, fingerprint
                        from unnest(:keys, :clients, :fingerprints) as g(key, client_id, fingerprint)
                        on conflict (source, key) do update
                        set fingerprint = excluded.fingerprint,
                            client_id = case when survivor_of(client_import_key.client_id) = excluded.client_id
                                        then client_import_key.client_id else excluded.client_id end
                        """)
                        .bind("source", source)
                        .bind("keys", rows.stream().map(Known::key).toArray(String[]::new))
                        .bind("clients", rows.stream().map(Known::clientId).toArray(UUID[]::new))
                        .bind("fingerprints", rows.stream().map(Known::fingerprint).toArray(UUID[]::new))
                        .then();
    }

    Mono<Void> forget(UUID importId) {
        return LongStatements.allow(database)
                .then(database.sql("delete from client_import_row where import_id = :id").bind("id", importId).then())
                .then(database.sql("delete from client_import_label where import_id = :id").bind("id", importId).then())
                .as(transaction::transactional);
    }
}
