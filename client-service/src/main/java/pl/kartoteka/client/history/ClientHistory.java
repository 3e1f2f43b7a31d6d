package pl.kartoteka.client.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The history of one client or of all, the newest change first and the fields of a change in their order. */
@Component
class ClientHistory {
    private static final String CONDITIONS = """
            from client_change c
            left join lateral jsonb_array_elements(c.changes) with ordinality as f(change, position) on true
            where (cast(:by as text) is null or c.changed_by = :by)
              and (cast(:action as text) is null or c.action = :action)
              and (cast(:channel as text) is null or c.channel = :channel)
              and (cast(:from as timestamptz) is null or c.changed_at >= :from)
              and (cast(:to as timestamptz) is null or c.changed_at < :to)
              and (cast(:field as text) is null or f.change ->> 'field' = :field
                   or starts_with(f.change ->> 'field', :field || '.') or starts_with(f.change ->> 'field', :field || '['))
              and (cast(:text as text) is null or strpos(folded(c.reason), folded(:text)) > 0
                   or strpos(folded(f.change ->> 'from'), folded(:text)) > 0
                   or strpos(folded(f.change ->> 'to'), folded(:text)) > 0)
            """;
    private static final String SAME = """
            with recursive same(id) as (
                select id from client where id = :client
                union
                select c.id from client c join same on c.merged_into = same.id)
            select id from same
            """;
    private static final String OF_CLIENTS = " and c.client_id = any(:clients) ";
    private static final String COLUMNS = """
            select c.client_id, c.version, c.entry, coalesce(f.position, 0) as position, c.action, f.change ->> 'field' as field,
                   (f.change -> 'from')::text as from_json, (f.change -> 'to')::text as to_json,
                   c.changed_by, c.changed_at, c.reason, c.channel
            """;
    /** The latest first. */
    private static final String AFTER = """
              and (c.changed_at, c.client_id, c.version, c.entry) <= (:at, :lastClient, :version, :entry)
              and ((c.changed_at, c.client_id, c.version, c.entry) < (:at, :lastClient, :version, :entry)
                   or coalesce(f.position, 0) > :position)
            order by c.changed_at desc, c.client_id desc, c.version desc, c.entry desc, position
            limit :limit
            """;

    private final DatabaseClient database;
    private final JsonMapper mapper;

    ClientHistory(DatabaseClient database, JsonMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** An entry with its place in the history. */
    record Placed(ClientHistoryEntry entry, HistoryPlace place) {}

    /** The client and whoever was merged into it, for as long as the merge stands; nobody where there is no such client. */
    Mono<List<UUID>> same(UUID client) {
        return database.sql(SAME).bind("client", client).mapValue(UUID.class).all().collectList();
    }

    Mono<List<Placed>> of(List<UUID> clients, HistoryFilter filter, HistoryPlace after, int limit) {
        return read(
                filtered(database.sql(COLUMNS + CONDITIONS + OF_CLIENTS + AFTER), filter).bind("clients",
                        clients.toArray(UUID[]::new)),
                after, limit);
    }

    Mono<Long> count(List<UUID> clients, HistoryFilter filter) {
        return filtered(database.sql("select count(*) " + CONDITIONS + OF_CLIENTS), filter)
                .bind("clients", clients.toArray(UUID[]::new))
                .mapValue(Long.class)
                .one();
    }

    Mono<List<Placed>> ofAll(HistoryFilter filter, HistoryPlace after, int limit) {
        return read(filtered(database.sql(COLUMNS + CONDITIONS + AFTER), filter), after, limit);
    }

    Mono<Long> countAll(HistoryFilter filter) {
        return filtered(database.sql("select count(*) " + CONDITIONS), filter).mapValue(Long.class).one();
    }

    private Mono<List<Placed>> read(GenericExecuteSpec statement, HistoryPlace after, int limit) {
        return statement.bind("at", after.at())
                .bind("lastClient", after.client())
                .bind("version", after.version())
                .bind("entry", after.entry())
                .bind("position", after.position())
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all()
                .map(this::placed)
                .collectList();
    }

    private static GenericExecuteSpec filtered(GenericExecuteSpec statement, HistoryFilter filter) {
        return statement
                .bind("field", Parameters.in(R2dbcType.VARCHAR, filter.field()))
                .bind("by", Parameters.in(R2dbcType.VARCHAR, filter.by()))
                .bind("action", Parameters.in(R2dbcType.VARCHAR, name(filter.action())))
                .bind("channel", Parameters.in(R2dbcType.VARCHAR, name(filter.channel())))
                .bind("text", Parameters.in(R2dbcType.VARCHAR, filter.text()))
                .bind("from", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, utc(filter.from())))
                .bind("to", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, utc(filter.to())));
    }

    private static @Nullable String name(@Nullable Enum<?> one) {
        return one == null ? null : one.name();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private Placed placed(Row row) {
        return new Placed(
                new ClientHistoryEntry(row.clientId(), row.version(), row.action(), row.field(), json(row.fromJson()),
                        json(row.toJson()),
                        row.changedBy(), row.changedAt(), row.reason(), row.channel()),
                new HistoryPlace(row.changedAt(), row.clientId(), row.version(), row.entry(), row.position()));
    }

    private @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : mapper.readTree(text);
    }

    record Row(
            UUID clientId,
            Long version,
            Long entry,
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
