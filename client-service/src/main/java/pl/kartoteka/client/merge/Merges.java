package pl.kartoteka.client.merge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientRows;
import reactor.core.publisher.Mono;

/** The merges as they are kept, and the clients they are about. */
@Component
class Merges {
    private static final String COLUMNS = "id, survivor_id, duplicate_id, survivor_before::text as survivor_before,"
            + " survivor_after::text as survivor_after, duplicate_before::text as duplicate_before, branches,"
            + " moved::text as moved, merged_at, merged_by, undone_at, undone_by";

    private final DatabaseClient database;
    private final ClientRows rows;

    Merges(DatabaseClient database, ClientRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * A merge with what it takes to undo it.
     *
     * @param branches of the duplicate that were put below the survivor
     * @param moved as JSON: what moved, by what it is
     */
    record KeptMerge(UUID id, UUID survivorId, UUID duplicateId, String survivorBefore, String survivorAfter,
            String duplicateBefore, UUID[] branches, String moved, Instant mergedAt, String mergedBy,
            @Nullable Instant undoneAt, @Nullable String undoneBy) {}

    /** In the order of their ids, so that two merges of the same clients wait for each other and not in a circle. */
    Mono<List<Client>> locked(Collection<UUID> ids) {
        return rows.read(database.sql("select " + ClientRows.COLUMNS
                + " from client where id = any(:ids) order by id for update")
                .bind("ids", ids.toArray(UUID[]::new)))
                .collectList();
    }

    Mono<List<Client>> found(Collection<UUID> ids) {
        return rows.read(database.sql("select " + ClientRows.COLUMNS + " from client where id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new)))
                .collectList();
    }

    Mono<List<Client>> branches(UUID headOffice) {
        return branches(headOffice, "");
    }

    /** Nobody changes them until the transaction ends. */
    Mono<List<Client>> lockedBranches(UUID headOffice) {
        return branches(headOffice, " for update");
    }

    private Mono<List<Client>> branches(UUID headOffice, String lock) {
        return rows.read(database.sql("select " + ClientRows.COLUMNS
                + " from client where head_office_id = :id order by id" + lock)
                .bind("id", headOffice))
                .collectList();
    }

    Mono<Void> keep(KeptMerge merge) {
        return database.sql("""
                insert into client_merge (id, survivor_id, duplicate_id, survivor_before, survivor_after, duplicate_before, branches,
                                          moved, merged_at, merged_by)
                values (:id, :survivor, :duplicate, cast(:survivorBefore as jsonb), cast(:survivorAfter as jsonb),
                        cast(:duplicateBefore as jsonb), :branches, cast(:moved as jsonb), :at, :by)
                """)
                .bind("id", merge.id())
                .bind("survivor", merge.survivorId())
                .bind("duplicate", merge.duplicateId())
                .bind("survivorBefore", merge.survivorBefore())
                .bind("survivorAfter", merge.survivorAfter())
                .bind("duplicateBefore", merge.duplicateBefore())
                .bind("branches", merge.branches())
                .bind("moved", merge.moved())
                .bind("at", merge.mergedAt())
                .bind("by", merge.mergedBy())
                .then();
    }

    Mono<KeptMerge> find(UUID survivor, UUID id) {
        return database.sql("select " + COLUMNS + " from client_merge where id = :id and survivor_id = :survivor")
                .bind("id", id)
                .bind("survivor", survivor)
                .mapProperties(KeptMerge.class)
                .one();
    }

    /** Those into the client and the one of it, the latest first, those before the given one. */
    Mono<List<KeptMerge>> of(UUID client, UUID before, int limit) {
        return database
                .sql("select " + COLUMNS + " from client_merge where (survivor_id = :client or duplicate_id = :client)"
                        + " and id < :before order by id desc limit :limit")
                .bind("client", client)
                .bind("before", before)
                .bind("limit", limit)
                .mapProperties(KeptMerge.class)
                .all()
                .collectList();
    }

    Mono<Long> count(UUID client) {
        return database.sql("select count(*) from client_merge where survivor_id = :client or duplicate_id = :client")
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    /** Whether it stood until now. */
    Mono<Boolean> undo(UUID id, Instant at, String by) {
        return database.sql(
                "update client_merge set undone_at = :at, undone_by = :by where id = :id and undone_at is null")
                .bind("id", id)
                .bind("at", at)
                .bind("by", by)
                .fetch()
                .rowsUpdated()
                .map(undone -> undone > 0);
    }
}
