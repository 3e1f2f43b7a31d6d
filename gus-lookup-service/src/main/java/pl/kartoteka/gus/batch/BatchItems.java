package pl.kartoteka.gus.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.batch.BatchItem.Settled;
import pl.kartoteka.gus.register.Register;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of what batches ask. */
@Component
class BatchItems {
    private static final int ROWS_AT_ONCE = 20_000;

    private final DatabaseClient database;

    BatchItems(DatabaseClient database) {
        this.database = database;
    }

    /** Every number with every register; what can only be INVALID is settled at once. */
    Mono<Void> add(UUID batchId, Collection<Register> registers, List<String> numbers) {
        var rows = new ArrayList<Row>();
        for (var position = 0; position < numbers.size(); position++) {
            var text = numbers.get(position);
            var number = BatchNumber.read(text);
            for (var register : registers) {
                var reason = number.question(register).isPresent()
                        ? null
                        : number.malformed() ? "MALFORMED" : "NOT_ASKED_BY_THIS_NUMBER";
                rows.add(new Row(position, register, number.shown(text), reason));
            }
        }
        return Flux.fromIterable(rows).buffer(ROWS_AT_ONCE).concatMap(some -> insert(batchId, some)).then();
    }

    private Mono<Void> insert(UUID batchId, List<Row> rows) {
        return database.sql("""
                insert into lookup_batch_item (batch_id, position, register, number, outcome, reason)
                select $1, position, register, number, case when reason is null then null else 'INVALID' end, reason
                from unnest($2::integer[], $3::text[], $4::text[], $5::text[]) as row (position, register, number, reason)
                """)
                .bind("$1", batchId)
                .bind("$2", rows.stream().map(Row::position).toArray(Integer[]::new))
                .bind("$3", rows.stream().map(row -> row.register().name()).toArray(String[]::new))
                .bind("$4", rows.stream().map(Row::number).toArray(String[]::new))
                .bind("$5", rows.stream().map(Row::reason).toArray(String[]::new))
                .then();
    }

    /** The same batch once more: what was answered stays answered, what stayed unknown is open again. */
    Mono<Void> copy(UUID from, UUID to) {
        return database.sql("""
                insert into lookup_batch_item (batch_id, position, register, number, outcome, answer_id, freshness, reason)
                select $2, position, register, number, nullif(outcome, 'UNKNOWN'), answer_id, freshness,
                       case when outcome = 'INVALID' then reason end
                from lookup_batch_item where batch_id = $1
                """).bind("$1", from).bind("$2", to).then();
    }

    Flux<BatchItem> open(UUID batchId, Register register, int limit) {
        return database.sql("""
                select position, register, number, attempts from lookup_batch_item
                where batch_id = :batchId and register = :register and outcome is null
                  and (not_before is null or not_before <= now())
                order by position limit :limit
                """)
                .bind("batchId", batchId)
                .bind("register", register.name())
                .bind("limit", limit)
                .mapProperties(BatchItem.class)
                .all();
    }

    /** By register and outcome; what is open is counted nowhere. */
    Mono<Map<Register, Map<BatchOutcome, Long>>> counts(UUID batchId) {
        return database.sql("""
                select register, outcome, count(*) as items from lookup_batch_item
                where batch_id = :batchId and outcome is not null group by register, outcome
                """)
                .bind("batchId", batchId)
                .mapProperties(Counted.class)
                .all()
                .collect(() -> new EnumMap<>(Register.class), (counts, row) -> counts
                        .computeIfAbsent(row.register(), _ -> new EnumMap<>(BatchOutcome.class))
                        .put(row.outcome(), row.items()));
    }

    Mono<Long> all(UUID batchId) {
        return database.sql("select count(*) from lookup_batch_item where batch_id = :batchId")
                .bind("batchId", batchId)
                .mapValue(Long.class)
                .one();
    }

    /** When the first of those that wait may be asked again; empty when none waits. */
    Mono<Instant> nextTurn(UUID batchId) {
        return database.sql("""
                select min(coalesce(not_before, now())) from lookup_batch_item
                where batch_id = :batchId and outcome is null
                having min(coalesce(not_before, now())) is not null
                """)
                .bind("batchId", batchId)
                .mapValue(Instant.class)
                .one();
    }

    /**
     * What was settled by this and not before, by outcome.
     *
     * @param again how long to wait before what failed is asked again, for each time it failed
     */
    Mono<List<Counted>> settle(UUID batchId, List<Settled> settled, Duration again) {
        if (settled.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql("""
                with written as (
                update lookup_batch_item item
                set outcome = row.outcome, answer_id = row.answer_id, freshness = row.freshness, reason = row.reason,
                    attempts = item.attempts + 1,
                    not_before = case when row.outcome is null
                                      then now() + make_interval(secs => $8 * (item.attempts + 1)) end
                from unnest($2::integer[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[])
                     as row (position, register, outcome, answer_id, freshness, reason)
                where item.batch_id = $1 and item.position = row.position and item.register = row.register
                  and item.outcome is null
                returning item.register, item.outcome)
                select register, outcome, count(*) as items from written where outcome is not null
                group by register, outcome
                """)
                .bind("$1", batchId)
                .bind("$2", settled.stream().map(one -> one.item().position()).toArray(Integer[]::new))
                .bind("$3", settled.stream().map(one -> one.item().register().name()).toArray(String[]::new))
                .bind("$4", settled.stream().map(one -> name(one.outcome())).toArray(String[]::new))
                .bind("$5", settled.stream().map(Settled::answerId).toArray(UUID[]::new))
                .bind("$6", settled.stream().map(one -> name(one.freshness())).toArray(String[]::new))
                .bind("$7", settled.stream().map(Settled::reason).toArray(String[]::new))
                .bind("$8", again.toMillis() / 1_000.0)
                .mapProperties(Counted.class)
                .all()
                .collectList();
    }

    /** In the order of the numbers. */
    Flux<BatchResult> results(UUID batchId, Filter filter, int limit) {
        return database.sql("""
                select item.position, item.register, item.number, item.outcome, item.freshness, item.reason,
                       item.answer_id as lookup_id, answer.checked_at, answer.proof_id as proof, answer.environment,
                       coalesce(answer.data ->> 'name', answer.data #>> '{subject,name}') as name,
                       answer.data #>> '{subject,vatStatus}' as vat_status
                from lookup_batch_item item
                left join register_answer answer on answer.id = item.answer_id
                where item.batch_id = :batchId
                  and (item.position, item.register) > (:position, :register)
                  and (cast(:only as text) is null or item.register = :only)
                  and (cast(:outcome as text) is null or coalesce(item.outcome, 'OPEN') = :outcome)
                order by item.position, item.register limit :limit
                """)
                .bind("batchId", batchId)
                .bind("position", filter.afterPosition())
                .bind("register", filter.afterRegister())
                .bind("only", Parameters.in(R2dbcType.VARCHAR, name(filter.register())))
                .bind("outcome", Parameters.in(R2dbcType.VARCHAR, filter.outcome()))
                .bind("limit", limit)
                .mapProperties(BatchResult.class)
                .all();
    }

    private static @Nullable String name(@Nullable Enum<?> word) {
        return word == null ? null : word.name();
    }

    /** @param outcome one of {@link BatchOutcome}, or OPEN */
    record Filter(
            int afterPosition,
            String afterRegister,
            @Nullable Register register,
            @Nullable String outcome) {}

    record Counted(Register register, BatchOutcome outcome, Long items) {}

    private record Row(int position, Register register, String number, @Nullable String reason) {}
}
