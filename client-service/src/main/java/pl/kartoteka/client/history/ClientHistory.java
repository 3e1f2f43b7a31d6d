package pl.kartoteka.client.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The history of one client, the newest change first and the fields of a change in their order. */
@Component
class ClientHistory {
    private static final String ENTRIES = """
            select c.version, coalesce(f.position, 0) as position, c.action, f.change ->> 'field' as field,
                   (f.change -> 'from')::text as from_json, (f.change -> 'to')::text as to_json,
                   c.changed_by, c.changed_at, c.reason, c.channel
            from client_change c
            left join lateral jsonb_array_elements(c.changes) with ordinality as f(change, position) on true
            where c.client_id = :client
              and (c.version < :version or c.version = :version and coalesce(f.position, 0) > :position)
            order by c.version desc, position
            limit :limit
            """;

    private final DatabaseClient database;
    private final JsonMapper mapper;

    ClientHistory(DatabaseClient database, JsonMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** An entry with its place in the history. */
    record Placed(ClientHistoryEntry entry, long version, long position) {}

    Mono<Boolean> knows(UUID client) {
        return database.sql("select exists (select from client where id = :id)")
                .bind("id", client)
                .mapValue(Boolean.class)
                .one();
    }

    Mono<List<Placed>> after(UUID client, long version, long position, int limit) {
        return database.sql(ENTRIES)
                .bind("client", client)
                .bind("version", version)
                .bind("position", position)
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all()
                .map(this::placed)
                .collectList();
    }

    Mono<Long> count(UUID client) {
        return database.sql(
                "select sum(greatest(jsonb_array_length(changes), 1))::bigint from client_change where client_id = :id")
                .bind("id", client)
                .mapValue(Long.class)
                .one();
    }

    private Placed placed(Row row) {
        return new Placed(
                new ClientHistoryEntry(row.version(), row.action(), row.field(), json(row.fromJson()),
                        json(row.toJson()),
                        row.changedBy(), row.changedAt(), row.reason(), row.channel()),
                row.version(), row.position());
    }

    private @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : mapper.readTree(text);
    }

    record Row(
            Long version,
            Long position,
            String action,
            @Nullable String field,
            @Nullable String fromJson,
            @Nullable String toJson,
            String changedBy,
            Instant changedAt,
            @Nullable String reason,
            String channel) {}
}
