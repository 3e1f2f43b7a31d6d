package pl.kartoteka.segment.upkeep;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.Rule;
import pl.kartoteka.criteria.RuleSql;
import pl.kartoteka.segment.criteria.ProfileSql;
import pl.kartoteka.segment.definition.Definition;
import pl.kartoteka.segment.definition.Definitions;
import reactor.core.publisher.Mono;

/** Fills shadow generations, a chunk of clients at a time, while events keep both generations current. */
@Component
public class Fills {
    private static final int CHUNK = 10_000;

    private final DatabaseClient database;
    private final Definitions definitions;
    private final Clock clock;

    Fills(DatabaseClient database, Definitions definitions, Clock clock) {
        this.database = database;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** A chunk to be filled next: of the fill that began first and nobody is at. */
    record Fill(UUID segmentId, int generation, @Nullable UUID afterClient) {}

    public Mono<Void> start(UUID segmentId, int generation) {
        return database.sql("""
                insert into fill (segment_id, generation, total, started_at)
                select :segment, :generation, count(*), :now from profile""")
                .bind("segment", segmentId)
                .bind("generation", generation)
                .bind("now", clock.instant())
                .then();
    }

    /** Gives up the fill of a definition that is about to be replaced by another. */
    public Mono<Void> abandon(Definition definition) {
        Definition.Generation shadow = definition.shadow();
        return shadow == null
                ? Mono.empty()
                : drop(definition.segmentId())
                        .then(retire(definition.segmentId(), shadow.number(), false));
    }

    /** Gives up all of a segment that is about to be deleted; its members will be told. */
    public Mono<Void> retireAll(Definition definition) {
        return abandon(definition)
                .then(retire(definition.segmentId(), definition.live().number(), true))
                .then(database.sql("delete from pin where segment_id = :segment")
                        .bind("segment", definition.segmentId()).then());
    }

    /** Fills one chunk; whether there was one. */
    @Transactional
    public Mono<Boolean> fillChunk() {
        return definitions.hold().flatMap(active -> database.sql("""
                select segment_id, generation, after_client from fill where not finished
                order by started_at limit 1 for update skip locked""")
                .mapProperties(Fill.class).one()
                .flatMap(fill -> lockChunk(fill)
                        .flatMap(clients -> clients.isEmpty()
                                ? finish(fill)
                                : fill(fill, clients, active.get(fill.segmentId())))
                        .thenReturn(true))
                .defaultIfEmpty(false));
    }

    /** Nobody changes these clients or their memberships until the chunk is committed. */
    private Mono<List<UUID>> lockChunk(Fill fill) {
        UUID after = fill.afterClient();
        return database.sql("""
                select client_id from profile where client_id > :after order by client_id limit :chunk for share""")
                .bind("after", after == null ? new UUID(0, 0) : after)
                .bind("chunk", CHUNK)
                .mapValue(UUID.class).all().collectList();
    }

    private Mono<Void> fill(Fill fill, List<UUID> clients, @Nullable Definition definition) {
        if (definition == null || definition.shadow() == null || definition.shadow().rule() == null) {
            throw new IllegalStateException(fill + " (expected: a segment with a shadow generation)");
        }
        return insertMembers(fill, clients, definition.live().number(), definition.shadow().rule())
                .then(database.sql("""
                        update fill set after_client = :last, done = done + :count where segment_id = :segment""")
                        .bind("last", clients.getLast())
                        .bind("count", clients.size())
                        .bind("segment", fill.segmentId()).then());
    }

    private Mono<Void> insertMembers(Fill fill, List<UUID> clients, int liveGeneration, Rule rule) {
        Instant now = clock.instant();
        RuleSql sql = RuleSql.withNextFlip(rule, now.atZone(Facts.WARSAW).toLocalDate(), ProfileSql.FACTS);
        String due = sql.nextFlip() == null ? "null::timestamptz" : sql.nextFlip();
        DatabaseClient.GenericExecuteSpec statement = database.sql("""
                with judged as (
                    select p.client_id, coalesce(pin.pinned_in, %s) as belongs,
                           case when pin.client_id is null then %s end as due_at
                    from profile p
                    left join pin on pin.segment_id = :segment and pin.client_id = p.client_id
                    where p.client_id = any(:clients) and p.present),
                entered as (
                    insert into membership (segment_id, generation, client_id, since, cause)
                    select :segment, :generation, j.client_id, coalesce(m.since, :now), coalesce(m.cause, 'DEFINITION')
                    from judged j
                    left join membership m on m.segment_id = :segment and m.generation = :live
                        and m.client_id = j.client_id
                    where j.belongs
                    on conflict do nothing)
                insert into due (segment_id, generation, client_id, due_at)
                select :segment, :generation, client_id, due_at from judged where due_at is not null
                on conflict (client_id, segment_id, generation) do update set due_at = excluded.due_at"""
                .formatted(sql.condition(), due))
                .bind("segment", fill.segmentId())
                .bind("generation", fill.generation())
                .bind("live", liveGeneration)
                .bind("clients", clients.toArray(UUID[]::new))
                .bind("now", now);
        return sql.bindTo(statement, DatabaseClient.GenericExecuteSpec::bind).then();
    }

    private Mono<Void> finish(Fill fill) {
        return database.sql("update fill set finished = true where segment_id = :segment")
                .bind("segment", fill.segmentId()).then();
    }

    Mono<Void> drop(UUID segmentId) {
        return database.sql("delete from fill where segment_id = :segment").bind("segment", segmentId).then();
    }

    Mono<Void> retire(UUID segmentId, int generation, boolean leaving) {
        return database.sql("""
                insert into retired (segment_id, generation, leaving) values (:segment, :generation, :leaving)""")
                .bind("segment", segmentId)
                .bind("generation", generation)
                .bind("leaving", leaving)
                .then();
    }
}
