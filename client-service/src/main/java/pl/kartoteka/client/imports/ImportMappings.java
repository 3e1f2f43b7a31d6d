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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which column is which field, as it was said for files with the same columns before. */
@Component
class ImportMappings {
    private final DatabaseClient database;
    private final Ids ids;

    ImportMappings(DatabaseClient database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    record Mapping(UUID id, List<Column> columns, String updatedBy, Instant updatedAt) {}

    Mono<List<Column>> of(List<String> columns) {
        return columns.isEmpty()
                ? Mono.empty()
                : database.sql("select id, columns, fields, updated_by, updated_at from client_import_mapping"
                        + " where columns = :columns")
                        .bind("columns", columns.toArray(String[]::new))
                        .mapProperties(Row.class)
                        .one()
                        .map(row -> columns(row));
    }

    Mono<Void> remember(List<Column> columns, String by) {
        return columns.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into client_import_mapping (id, columns, fields, updated_by, updated_at)
                        values (:id, :columns, :fields, :by, now())
                        on conflict (columns) do update
                        set fields = excluded.fields, updated_by = excluded.updated_by, updated_at = excluded.updated_at
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
        return database.sql("select id, columns, fields, updated_by, updated_at from client_import_mapping"
                + " where id > :after order by id limit :limit")
                .bind("after", after == null ? new UUID(0, 0) : after)
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all()
                .map(row -> new Mapping(row.id(), columns(row), row.updatedBy(), row.updatedAt()));
    }

    Mono<Long> count() {
        return database.sql("select count(*) from client_import_mapping").mapValue(Long.class).one();
    }

    Mono<Boolean> forget(UUID id) {
        return database.sql("delete from client_import_mapping where id = :id").bind("id", id)
                .fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private static List<Column> columns(Row row) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < row.columns().size(); i++) {
            String field = row.fields().get(i);
            columns.add(new Column(row.columns().get(i), field.isEmpty() ? null : field));
        }
        return columns;
    }

    record Row(UUID id, List<String> columns, List<String> fields, String updatedBy, Instant updatedAt) {}
}
