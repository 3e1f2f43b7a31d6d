package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.ProblemTexts;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Why rows were not taken, as kept until the import is forgotten. */
@Component
class ImportErrors {
    private final DatabaseClient database;
    private final JsonMapper mapper;
    private final ProblemTexts texts;
    private final PersonMarks marks;

    ImportErrors(DatabaseClient database, JsonMapper mapper, ProblemTexts texts, PersonMarks marks) {
        this.database = database;
        this.mapper = mapper;
        this.texts = texts;
        this.marks = marks;
    }

    /** @param line where the row begins in the file */
    record ErrorResponse(long line, @Nullable String column, @Nullable String value, String code, String message) {}

    /** Nothing is written down of whom was erased. */
    Mono<Void> add(UUID importId, List<RowError> errors) {
        if (errors.isEmpty()) {
            return Mono.empty();
        }
        var rows = new ArrayList<Map<String, Object>>();
        long line = -1;
        int position = 0;
        for (RowError error : errors) {
            position = error.line() == line ? position + 1 : 0;
            line = error.line();
            var row = new LinkedHashMap<String, Object>();
            row.put("line", line);
            row.put("position", position);
            row.put("column_name", error.column());
            row.put("value", error.value());
            row.put("code", error.code());
            row.put("arguments", error.arguments());
            row.put("about", error.value() == null ? null : marks.of(error.row()));
            rows.add(row);
        }
        return database.sql("""
                insert into client_import_error (import_id, line, position, column_name, value, code, arguments, about)
                select :import, line, position, column_name, case when erased then :mask else value end, code, arguments,
                       case when erased then null else about end
                from json_to_recordset(cast(:errors as json))
                    as g(line bigint, position integer, column_name text, value text, code text, arguments jsonb, about text[])
                cross join lateral (
                    select exists (select from erased_identifier where hash = any(g.about)) as erased) known
                on conflict (import_id, line, position) do nothing
                """)
                .bind("import", importId)
                .bind("mask", ImportChunk.MASK)
                .bind("errors", mapper.writeValueAsString(rows))
                .then();
    }

    Mono<Page<ErrorResponse>> page(UUID importId, int limit, @Nullable String cursor, boolean count, Locale language) {
        long[] after = cursor == null ? new long[]{-1, -1} : position(cursor);
        return database.sql("""
                select line, position, column_name, value, code, arguments::text as arguments from client_import_error
                where import_id = :import and (line, position) > (:line, :position)
                order by line, position limit :limit
                """)
                .bind("import", importId)
                .bind("line", after[0])
                .bind("position", Parameters.in(R2dbcType.INTEGER, (int) after[1]))
                .bind("limit", limit + 1)
                .mapProperties(Row.class)
                .all().collectList()
                .flatMap(found -> (count ? total(importId) : Mono.<Long>empty())
                        .map(total -> page(found, limit, total, language))
                        .switchIfEmpty(Mono.fromSupplier(() -> page(found, limit, null, language))));
    }

    private Mono<Long> total(UUID importId) {
        return database.sql("select count(*) from client_import_error where import_id = :import")
                .bind("import", importId).mapValue(Long.class).one();
    }

    private Page<ErrorResponse> page(List<Row> found, int limit, @Nullable Long total, Locale language) {
        List<Row> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? Cursor.encode(List.of(shown.getLast().line().toString(), shown.getLast().position().toString()))
                : null;
        return new Page<>(shown.stream().map(row -> response(row, language)).toList(), next, total);
    }

    private ErrorResponse response(Row row, Locale language) {
        var arguments = new LinkedHashMap<String, Object>();
        mapper.readTree(row.arguments()).properties()
                .forEach(argument -> arguments.put(argument.getKey(), argument.getValue().asString()));
        String refusal = texts.find(row.code() + ".detail", language, arguments);
        return new ErrorResponse(row.line(), row.columnName(), row.value(), row.code(), refusal != null
                ? refusal
                : texts.message(new FieldError("", row.code(), arguments), language));
    }

    private static long[] position(String cursor) {
        try {
            return Cursor.decode(cursor, 2).stream().mapToLong(value -> Long.parseLong(String.valueOf(value)))
                    .toArray();
        } catch (NumberFormatException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }

    record Row(Long line, Integer position, @Nullable String columnName, @Nullable String value, String code,
            String arguments) {}
}
