package pl.kartoteka.client.bulk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.ProblemTexts;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Why the action was refused for some clients. */
@Component
class BulkRefusals {
    private final DatabaseClient database;
    private final JsonMapper mapper;
    private final ProblemTexts texts;

    BulkRefusals(DatabaseClient database, JsonMapper mapper, ProblemTexts texts) {
        this.database = database;
        this.mapper = mapper;
        this.texts = texts;
    }

    record Refusal(UUID clientId, String code, String message) {}

    Mono<Void> add(UUID job, Map<UUID, RuntimeException> refused) {
        if (refused.isEmpty()) {
            return Mono.empty();
        }
        List<Map<String, Object>> rows = refused.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue())).toList();
        return database.sql("""
                insert into client_bulk_refusal (job_id, client_id, code, arguments)
                select :job, g.* from json_to_recordset(cast(:rows as json)) as g(client_id uuid, code text, arguments jsonb)
                on conflict do nothing
                """)
                .bind("job", job)
                .bind("rows", mapper.writeValueAsString(rows))
                .then();
    }

    Mono<Page<Refusal>> page(UUID job, int limit, @Nullable String cursor, boolean count, Locale language) {
        UUID after = cursor == null ? new UUID(0, 0) : Cursor.id(cursor);
        return database.sql("select client_id, code, arguments::text as arguments from client_bulk_refusal"
                + " where job_id = :job and client_id > :after order by client_id limit :limit")
                .bind("job", job)
                .bind("after", after)
                .bind("limit", limit + 1)
                .mapProperties(Row.class)
                .all().collectList()
                .map(found -> Page.of(found, limit, null, last -> List.of(last.clientId().toString()),
                        row -> refusal(row, language)))
                .flatMap(page -> count ? count(job).map(page::withTotal) : Mono.just(page));
    }

    private Mono<Long> count(UUID job) {
        return database.sql("select count(*) from client_bulk_refusal where job_id = :job")
                .bind("job", job)
                .mapValue(Long.class)
                .one();
    }

    private Refusal refusal(Row row, Locale language) {
        @SuppressWarnings("unchecked")
        Map<String, Object> arguments = mapper.readValue(row.arguments(), Map.class);
        String detail = texts.find(row.code() + ".detail", language, arguments);
        return new Refusal(row.clientId(), row.code(),
                detail != null ? detail : texts.message(new FieldError("", row.code(), arguments), language));
    }

    private static Map<String, Object> row(UUID client, RuntimeException problem) {
        return switch (problem) {
            case InvalidInput invalid when !invalid.errors().isEmpty() -> Map.of("client_id", client, "code",
                    invalid.errors().getFirst().code(), "arguments", invalid.errors().getFirst().arguments());
            case DomainProblem refusal -> Map.of("client_id", client, "code", refusal.type(), "arguments",
                    refusal.arguments());
            default -> throw problem;
        };
    }

    record Row(UUID clientId, String code, String arguments) {}
}
