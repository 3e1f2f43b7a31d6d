package pl.kartoteka.consent.suppression;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored suppressions. */
@Component
class Suppressions {
    private static final String COLUMNS = "id, client_id, address_hash, channel, reason, note, source, reference, created_at, created_by";

    private final DatabaseClient database;

    Suppressions(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Adds it, or gives the one there is of the same client or address on that channel. One statement: between looking and
     * adding somebody may lift the other.
     */
    Mono<Suppression> add(Suppression suppression) {
        String whom = suppression.clientId() == null
                ? "(address_hash, channel) where address_hash is not null"
                : "(client_id, channel) where client_id is not null";
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                insert into suppression as known
                    (id, client_id, address_hash, channel, reason, note, source, reference, created_at, created_by)
                values (:id, :client, :address, :channel, :reason, :note, :source, :reference, :at, :by)
                on conflict\s""" + whom + " do update set carried_from = null returning " + COLUMNS)
                .bind("id", suppression.id())
                .bind("reason", suppression.reason())
                .bind("source", suppression.source())
                .bind("at", suppression.createdAt())
                .bind("by", suppression.createdBy());
        insert = whom(insert, suppression.clientId(), suppression.addressHash());
        insert = bind(insert, "channel", suppression.channel());
        insert = bind(insert, "reference", suppression.reference());
        return bind(insert, "note", suppression.note()).mapProperties(Suppression.class).one();
    }

    /**
     * Adds what a message came back for: the address, where the client has but one on that channel, so that it is recognised
     * wherever it turns up again; else the client, since nobody says which of the addresses it was.
     */
    Mono<Long> addBounced(UUID id, UUID clientId, String channel, String reference, Instant at, String by) {
        return database.sql("""
                with whom as (
                    select case when cardinality(hashes) = 1 then null else client_id end as client_id,
                           case when cardinality(hashes) = 1 then hashes[1] end as address_hash
                    from (select client_id, case :channel when 'EMAIL' then email_hashes else phone_hashes end as hashes
                          from known_client where client_id = :client and standing <> 'ERASED') known
                )
                insert into suppression (id, client_id, address_hash, channel, reason, source, reference, created_at, created_by)
                select :id, client_id, address_hash, :channel, 'HARD_BOUNCE', 'MESSAGE', :reference, :at, :by from whom
                on conflict do nothing
                """)
                .bind("id", id)
                .bind("client", clientId)
                .bind("channel", channel)
                .bind("reference", reference)
                .bind("at", at)
                .bind("by", by)
                .fetch()
                .rowsUpdated();
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

    /** Removes what was noted about the client and her addresses; how many notes. */
    Mono<Long> blank(UUID clientId) {
        return database.sql("""
                update suppression set note = null
                where note is not null
                  and (client_id = :client
                       or address_hash in (select unnest(email_hashes || phone_hashes) from known_client
                                           where client_id = :client))
                """)
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

    /** Repeats the suppressions of one client on another; where that one has its own already, nothing is added. */
    Mono<Void> carry(UUID from, UUID to) {
        return database.sql("""
                insert into suppression (id, client_id, channel, reason, note, created_at, created_by, carried_from)
                select uuidv7(), :to, channel, reason, note, now(), created_by, :from from suppression where client_id = :from
                on conflict do nothing
                """)
                .bind("from", from)
                .bind("to", to)
                .then();
    }

    Mono<Void> takeBack(UUID from, UUID to) {
        return database.sql("delete from suppression where client_id = :to and carried_from = :from")
                .bind("from", from)
                .bind("to", to)
                .then();
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
