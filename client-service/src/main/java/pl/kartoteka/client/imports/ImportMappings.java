package pl.kartoteka.client.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.imports.ImportRequest.Column;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which column is which field, as it was said for files with the same columns before. */
@Component
class ImportMappings {
    private static final String SELECT = "select id, columns, fields, updated_by, updated_at, version"
            + " from client_import_mapping";

    private final DatabaseClient database;
    private final Ids ids;

    ImportMappings(DatabaseClient database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    record Mapping(UUID id, List<Column> columns, String updatedBy, Instant updatedAt, long version) {}

    Mono<List<Column>> of(List<String> columns) {
        return columns.isEmpty()
                ? Mono.empty()
                : database.sql(SELECT + " where columns = :columns")
                        .bind("columns", columns.toArray(String[]::new))
                        .mapProperties(Row.class)
                        .one()
                        .map(row -> columns(row));
    }

    Mono<Void> remember(List<Column> columns, String by) {
        return columns.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into client_import_mapping as known (id, columns, fields, updated_by, updated_at)
                        values (:id, :columns, :fields, :by, now())
                        on conflict (columns) do update
                        set fields = excluded.fields, updated_by = excluded.updated_by, updated_at = excluded.updated_at,
                            version = known.version + 1
                        """)
                        .bind("id", ids.next())
                        .bind("columns", columns.stream().map(Column::column).toArray(String[]::new))
                        .bind("fields", columns.stream().map(column -> column.field() == null ? "" : column.field())
                                .toArray(String[]::new))
                        .bind("by", by)
                        .then();
    }

    /** In the order of their ids, those after the given one. */
    Flux<Mapping> list(@Nullable UUID after, int limit) {
        return database.sql(SELECT + " where id > :after order by id limit :limit")
                .bind("after", after == null ? new UUID(0, 0) : after)
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all()
                .map(ImportMappings::mapping);
    }

    Mono<Mapping> find(UUID id) {
        return database.sql(SELECT + " where id = :id")
                .bind("id", id)
                .mapProperties(Row.class)
                .one()
                .map(ImportMappings::mapping)
                .switchIfEmpty(Mono.error(() -> new ImportMappingNotFound(id)));
    }

    Mono<Long> count() {
        return database.sql("select count(*) from client_import_mapping").mapValue(Long.class).one();
    }

    /** Only as it was seen. */
    Mono<Void> forget(UUID id, long seen) {
        return find(id)
                .doOnNext(mapping -> IfMatch.check(seen, mapping.version()))
                .then(database.sql("delete from client_import_mapping where id = :id and version = :seen")
                        .bind("id", id)
                        .bind("seen", seen)
                        .fetch()
                        .rowsUpdated())
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(StaleVersion::new))
                .then();
    }

    private static Mapping mapping(Row row) {
        return new Mapping(row.id(), columns(row), row.updatedBy(), row.updatedAt(), row.version());
    }

    private static List<Column> columns(Row row) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < row.columns().size(); i++) {
            String field = row.fields().get(i);
            columns.add(new Column(row.columns().get(i), field.isEmpty() ? null : field));
        }
        return columns;
    }

    record Row(UUID id, List<String> columns, List<String> fields, String updatedBy, Instant updatedAt,
            Long version) {}
}
