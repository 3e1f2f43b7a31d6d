package pl.kartoteka.consent.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.ProblemTexts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which rows were taken before, and why others were not. */
@Component
class ConsentImportRows {
    private final DatabaseClient database;
    private final ProblemTexts texts;

    ConsentImportRows(DatabaseClient database, ProblemTexts texts) {
        this.database = database;
        this.texts = texts;
    }

    /** False when it was taken before. */
    Mono<Boolean> takeFirst(String fingerprint) {
        return database.sql("insert into consent_import_row (fingerprint) values (:row) on conflict do nothing")
                .bind("row", fingerprint)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> giveBack(String fingerprint) {
        return database.sql("delete from consent_import_row where fingerprint = :row").bind("row", fingerprint).then();
    }

    Mono<Void> refuse(UUID importId, long line, List<FieldError> errors) {
        return Flux.fromIterable(errors).concatMap(error -> database.sql("""
                insert into consent_import_error (import_id, line, column_name, code)
                values (:import, :line, :column, :code) on conflict do nothing
                """)
                .bind("import", importId)
                .bind("line", line)
                .bind("column", error.field())
                .bind("code", error.code())
                .then()).then();
    }

    Mono<Page<RowError>> errors(UUID importId, int most, @Nullable String cursor, Locale language) {
        List<@Nullable String> after = cursor == null ? List.of("0", "", "") : Cursor.decode(cursor, 3);
        return database.sql("""
                select line, column_name, code from consent_import_error
                where import_id = :import and (line, column_name, code) > (:line, :column, :code)
                order by line, column_name, code limit :limit
                """)
                .bind("import", importId)
                .bind("line", number(after.get(0)))
                .bind("column", String.valueOf(after.get(1)))
                .bind("code", String.valueOf(after.get(2)))
                .bind("limit", most + 1)
                .mapProperties(Row.class)
                .all()
                .collectList()
                .map(found -> page(found, most, language));
    }

    private Page<RowError> page(List<Row> found, int most, Locale language) {
        List<RowError> shown = new ArrayList<>();
        found.stream().limit(most).forEach(row -> shown.add(new RowError(
                row.line(), row.columnName().isEmpty() ? null : row.columnName(), row.code(), message(row, language))));
        Row last = found.size() > most ? found.get(most - 1) : null;
        return new Page<>(shown, last == null
                ? null
                : Cursor.encode(List.of(Long.toString(last.line()), last.columnName(), last.code())), null);
    }

    private String message(Row row, Locale language) {
        String title = texts.find(row.code() + ".title", language, Map.of());
        return title == null ? texts.message(FieldError.of("", row.code()), language) : title;
    }

    private static long number(@Nullable String text) {
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }

    record Row(long line, String columnName, String code) {}

    /** @param line where the row begins in the file, from 1 */
    record RowError(long line, @Nullable String column, String code, String message) {}
}
