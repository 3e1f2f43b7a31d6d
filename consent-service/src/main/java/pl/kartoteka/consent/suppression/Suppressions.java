package pl.kartoteka.consent.suppression;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored suppressions. */
@Component
class Suppressions {
    private static final String COLUMNS = "id, client_id, address_hash, channel, reason, note, created_at, created_by";

    private final DatabaseClient database;

    Suppressions(DatabaseClient database) {
        this.database = database;
    }

    /** Changes nothing when the same client or address is suppressed on that channel already. */
    Mono<Void> insert(Suppression suppression) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                insert into suppression (id, client_id, address_hash, channel, reason, note, created_at, created_by)
                values (:id, :client, :address, :channel, :reason, :note, :at, :by)
                on conflict do nothing
                """)
                .bind("id", suppression.id())
                .bind("reason", suppression.reason())
                .bind("at", suppression.createdAt())
                .bind("by", suppression.createdBy());
        insert = whom(insert, suppression.clientId(), suppression.addressHash());
        insert = bind(insert, "channel", suppression.channel());
        return bind(insert, "note", suppression.note()).then();
    }

    Mono<Suppression> same(Suppression suppression) {
        DatabaseClient.GenericExecuteSpec select = database.sql("select " + COLUMNS + """
                 from suppression
                where client_id is not distinct from :client and address_hash is not distinct from :address
                  and channel is not distinct from :channel
                """);
        return bind(whom(select, suppression.clientId(), suppression.addressHash()), "channel", suppression.channel())
                .mapProperties(Suppression.class)
                .one();
    }

    Mono<Suppression> find(UUID id) {
        return database.sql("select " + COLUMNS + " from suppression where id = :id")
                .bind("id", id)
                .mapProperties(Suppression.class)
                .one();
    }

    Flux<Suppression> list(@Nullable UUID clientId, @Nullable UUID before, int limit) {
        DatabaseClient.GenericExecuteSpec select = database.sql("select " + COLUMNS + """
                 from suppression
                where (:client::uuid is null or client_id = :client) and (:before::uuid is null or id < :before)
                order by id desc limit :limit
                """)
                .bind("limit", limit);
        select = clientId == null ? select.bindNull("client", UUID.class) : select.bind("client", clientId);
        return (before == null ? select.bindNull("before", UUID.class) : select.bind("before", before))
                .mapProperties(Suppression.class)
                .all();
    }

    Mono<Boolean> delete(UUID id) {
        return database.sql("delete from suppression where id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Removes what was noted about the client; how many notes. */
    Mono<Long> blank(UUID clientId) {
        return database.sql("update suppression set note = null where client_id = :client and note is not null")
                .bind("client", clientId)
                .fetch()
                .rowsUpdated();
    }

    Mono<Long> count(UUID clientId) {
        return database.sql("select count(*) from suppression where client_id = :client")
                .bind("client", clientId)
                .mapValue(Long.class)
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec whom(
            DatabaseClient.GenericExecuteSpec sql,
            @Nullable UUID clientId,
            @Nullable String addressHash) {
        DatabaseClient.GenericExecuteSpec bound = clientId == null
                ? sql.bindNull("client", UUID.class)
                : sql.bind("client", clientId);
        return bind(bound, "address", addressHash);
    }

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec sql,
            String name,
            @Nullable String value) {
        return value == null ? sql.bindNull(name, String.class) : sql.bind(name, value);
    }
}
