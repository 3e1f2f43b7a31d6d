package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.duplicate.NearDuplicate;
import pl.kartoteka.client.duplicate.NearDuplicate.Match;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.ProblemTexts;
import reactor.core.publisher.Mono;

/** Whom new clients of an import may be already. Only ids are kept, so that nothing is told of a client who is erased. */
@Component
class ImportWarnings {
    private static final String CODE = "import.near-duplicate";

    private final DatabaseClient database;
    private final ProblemTexts texts;

    ImportWarnings(DatabaseClient database, ProblemTexts texts) {
        this.database = database;
        this.texts = texts;
    }

    /** @param line where the row begins in the file */
    record WarningResponse(long line, String code, String message, List<NearDuplicate> duplicates) {}

    /** @param found by line */
    Mono<Void> add(UUID importId, Map<Long, List<NearDuplicate>> found) {
        if (found.isEmpty()) {
            return Mono.empty();
        }
        var lines = new ArrayList<Long>();
        var clients = new ArrayList<UUID>();
        var matched = new ArrayList<String>();
        found.forEach((line, duplicates) -> duplicates.forEach(duplicate -> {
            lines.add(line);
            clients.add(duplicate.id());
            matched.add(String.join(",", duplicate.matched().stream().map(Match::name).toList()));
        }));
        return database.sql("""
                insert into client_import_warning (import_id, line, client_id, matched)
                select :import, line, client_id, string_to_array(matched, ',')
                from unnest(:lines, :clients, :matched) as g(line, client_id, matched)
                on conflict do nothing
                """)
                .bind("import", importId)
                .bind("lines", lines.toArray(Long[]::new))
                .bind("clients", clients.toArray(UUID[]::new))
                .bind("matched", matched.toArray(String[]::new))
                .then();
    }

    Mono<Page<WarningResponse>> page(UUID importId, int limit, @Nullable String cursor, Locale language) {
        return database.sql("""
                select w.line, c.id, c.name, w.matched
                from client_import_warning w join client c on c.id = w.client_id
                where w.import_id = :import and w.line in (
                    select distinct line from client_import_warning where import_id = :import and line > :after
                    order by line limit :limit)
                order by w.line, c.id
                """)
                .bind("import", importId)
                .bind("after", cursor == null ? -1 : line(cursor))
                .bind("limit", limit + 1)
                .mapProperties(Row.class)
                .all()
                .collectList()
                .map(found -> page(found, limit, language));
    }

    Mono<Long> count(UUID importId) {
        return database.sql("select count(distinct line) from client_import_warning where import_id = :import")
                .bind("import", importId).mapValue(Long.class).one();
    }

    private Page<WarningResponse> page(List<Row> found, int limit, Locale language) {
        var byLine = new LinkedHashMap<Long, List<NearDuplicate>>();
        found.forEach(row -> byLine.computeIfAbsent(row.line(), _ -> new ArrayList<>()).add(row.duplicate()));
        String message = texts.message(new FieldError("", CODE, Map.of()), language);
        List<WarningResponse> shown = byLine.entrySet().stream().limit(limit)
                .map(row -> new WarningResponse(row.getKey(), CODE, message, row.getValue()))
                .toList();
        String next = byLine.size() > limit ? Cursor.encode(List.of(String.valueOf(shown.getLast().line()))) : null;
        return new Page<>(shown, next, null);
    }

    private static long line(String cursor) {
        try {
            return Long.parseLong(String.valueOf(Cursor.decode(cursor, 1).getFirst()));
        } catch (NumberFormatException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }

    record Row(Long line, UUID id, String name, String[] matched) {
        NearDuplicate duplicate() {
            return new NearDuplicate(id, name, Stream.of(matched).map(Match::valueOf).toList());
        }
    }
}
