package pl.kartoteka.consent.suppression;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Files of suppressions on their way in. */
@Component
class ImportRows {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_ONCE = 2_000;

    private final DatabaseClient database;

    ImportRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> keep(UUID importId, List<ImportRow> rows) {
        return Flux.fromIterable(rows)
                .buffer(AT_ONCE)
                .concatMap(part -> database.sql("""
                        insert into suppression_import_row
                            (import_id, line, client_id, address_hash, channel, reason, mistakes)
                        select :import, line, "clientId", "addressHash", channel, reason, mistakes
                        from jsonb_to_recordset(cast(:rows as jsonb)) as row (line bigint, "clientId" uuid,
                             "addressHash" text, channel text, reason text, mistakes text)
                        """)
                        .bind("import", importId)
                        .bind("rows", JSON.writeValueAsString(part))
                        .then())
                .then();
    }

    /** Nobody merges or erases the clients of the next rows until the transaction ends. */
    Mono<Void> hold(UUID importId, long afterLine, int most) {
        return database.sql("""
                select client_id from known_client
                where client_id in (select client_id from suppression_import_row
                                    where import_id = :import and line > :after order by line limit :most)
                order by client_id for share
                """)
                .bind("import", importId)
                .bind("after", afterLine)
                .bind("most", most)
                .then();
    }

    /** Takes over the next rows; what names a client nobody knows is noted as a mistake. */
    Mono<Taken> take(UUID importId, long afterLine, int most, Instant at, String by) {
        return database.sql("""
                with part as (
                    select * from suppression_import_row where import_id = :import and line > :after
                    order by line limit :most
                ), unknown as (
                    update suppression_import_row row set mistakes = 'clientId:client.unknown'
                    from part
                    where row.import_id = :import and row.line = part.line and part.mistakes is null
                      and part.client_id is not null
                      and not exists (select from known_client known
                                      where known.client_id = part.client_id and known.standing <> 'ERASED')
                    returning row.line
                ), fit as (
                    select * from part where mistakes is null and line not in (select line from unknown)
                ), added as (
                    insert into suppression (id, client_id, address_hash, channel, reason, source, reference,
                                             created_at, created_by)
                    select uuidv7(), client_id, address_hash, channel, reason, 'IMPORT', :reference, :at, :by
                    from fit order by line
                    on conflict do nothing
                    returning id
                )
                select count(*) as rows, coalesce(max(line), 0) as last_line, (select count(*) from fit) as fit,
                       (select count(*) from added) as added
                from part
                """)
                .bind("import", importId)
                .bind("after", afterLine)
                .bind("most", most)
                .bind("reference", "suppression-import/" + importId)
                .bind("at", at)
                .bind("by", by)
                .mapProperties(Taken.class)
                .one();
    }

    /** Clients of the rows taken over for whom another stands. */
    Flux<UUID> duplicates(UUID importId, long afterLine, long lastLine) {
        return database.sql("""
                select distinct client_id from suppression_import_row row join known_client known using (client_id)
                where row.import_id = :import and row.line > :after and row.line <= :last and row.mistakes is null
                  and known.merged_into is not null
                order by client_id
                """)
                .bind("import", importId)
                .bind("after", afterLine)
                .bind("last", lastLine)
                .mapValue(UUID.class)
                .all();
    }

    Mono<List<Mistake>> mistakes(UUID importId, int most) {
        return database.sql("""
                select line, unnest(string_to_array(mistakes, ' ')) as mistake
                from suppression_import_row where import_id = :import and mistakes is not null
                order by line limit :most
                """)
                .bind("import", importId)
                .bind("most", most)
                .mapProperties(Row.class)
                .all()
                .map(Row::named)
                .collectList();
    }

    Mono<Void> forget(UUID importId) {
        return database.sql("delete from suppression_import_row where import_id = :import")
                .bind("import", importId)
                .then();
    }

    /**
     * @param fit rows nothing is wrong with
     * @param added the others of them were suppressed before
     */
    record Taken(long rows, long lastLine, long fit, long added) {}

    /** @param column in which something is wrong; the value itself is not kept */
    record Mistake(long line, String column, String code) {}

    record Row(long line, @Nullable String mistake) {
        private Mistake named() {
            String[] parts = String.valueOf(mistake).split(":", 2);
            return new Mistake(line, parts[0], parts[1]);
        }
    }
}
