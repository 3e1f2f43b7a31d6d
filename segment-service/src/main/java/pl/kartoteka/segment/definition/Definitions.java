package pl.kartoteka.segment.definition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.Rule;
import pl.kartoteka.segment.criteria.ProfileFields;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The definitions in force, kept by every instance and checked against the database in every transaction. */
@Component
public class Definitions {
    private static final long LOCK = 0x5345474D454E54L;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatabaseClient database;
    private final AtomicReference<ActiveDefinitions> kept = new AtomicReference<>(new ActiveDefinitions(-1, List.of()));

    Definitions(DatabaseClient database) {
        this.database = database;
    }

    /** What is in force, and stays so until the surrounding transaction ends. */
    public Mono<ActiveDefinitions> hold() {
        return lock("pg_advisory_xact_lock_shared").then(Mono.defer(this::current)).doOnNext(this::keep);
    }

    /** The same for a transaction that is about to change definitions: none that judges clients runs beside it. */
    public Mono<ActiveDefinitions> holdForChange() {
        return lock("pg_advisory_xact_lock").then(Mono.defer(this::current)).doOnNext(this::keep);
    }

    /** What will be in force once the surrounding transaction, which holds them for change, commits. */
    public Mono<ActiveDefinitions> afterChange() {
        return Mono.defer(this::current);
    }

    /** The epoch that a change of definitions writes beside them. */
    public Mono<Long> nextEpoch() {
        return database.sql("update definition_epoch set epoch = epoch + 1 returning epoch")
                .mapValue(Long.class).one();
    }

    private Mono<Void> lock(String function) {
        return database.sql("select " + function + "(" + LOCK + ")").then();
    }

    private Mono<ActiveDefinitions> current() {
        ActiveDefinitions known = kept.get();
        return database.sql("select epoch from definition_epoch").mapValue(Long.class).one()
                .flatMap(epoch -> epoch == known.epoch() ? Mono.just(known) : refreshed(known, epoch));
    }

    private Mono<ActiveDefinitions> refreshed(ActiveDefinitions known, long epoch) {
        return database.sql("""
                select id, deleted, live_generation, live_criteria::text as live_criteria, shadow_generation,
                       criteria::text as criteria
                from segment where epoch > :known""")
                .bind("known", known.epoch())
                .mapProperties(Row.class).all().collectList()
                .map(changed -> merged(known, epoch, changed));
    }

    private static ActiveDefinitions merged(ActiveDefinitions known, long epoch, List<Row> changed) {
        Map<UUID, Definition> byId = new HashMap<>();
        known.all().forEach(definition -> byId.put(definition.segmentId(), definition));
        changed.forEach(row -> {
            if (row.deleted()) {
                byId.remove(row.id());
            } else {
                byId.put(row.id(), row.definition());
            }
        });
        return new ActiveDefinitions(epoch, byId.values());
    }

    private void keep(ActiveDefinitions current) {
        kept.updateAndGet(known -> known.epoch() >= current.epoch() ? known : current);
    }

    record Row(
            UUID id,
            boolean deleted,
            int liveGeneration,
            @Nullable String liveCriteria,
            @Nullable Integer shadowGeneration,
            @Nullable String criteria) {

        private Definition definition() {
            return new Definition(
                    id,
                    new Definition.Generation(liveGeneration, rule(liveCriteria)),
                    shadowGeneration == null
                            ? null
                            : new Definition.Generation(shadowGeneration, rule(criteria)));
        }

        private static @Nullable Rule rule(@Nullable String criteria) {
            return criteria == null ? null : CriteriaReader.stored(JSON.readTree(criteria), ProfileFields.CATALOGUE);
        }
    }
}
