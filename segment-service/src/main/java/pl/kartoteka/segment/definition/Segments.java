package pl.kartoteka.segment.definition;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.segment.definition.Segment.Viewer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stored definitions, as far as their viewers may see them. */
@Component
public class Segments {
    private static final String SELECT = """
            select s.id, s.version, s.name, s.description, s.type, s.visibility, s.shared_with, s.owner,
                   s.criteria::text as criteria, s.created_at, s.updated_at, f.done, f.total
            from segment s left join fill f on f.segment_id = s.id
            where not s.deleted""";
    private static final String VISIBLE = " and (:administrator or s.visibility = 'PUBLIC' or s.owner = :subject"
            + " or :subject = any(s.shared_with))";

    private final DatabaseClient database;

    Segments(DatabaseClient database) {
        this.database = database;
    }

    /** Refuses with "not found" what the viewer may not see. */
    public Mono<Segment> visible(UUID id, Viewer viewer) {
        return database.sql(SELECT + " and s.id = :id").bind("id", id).mapProperties(Row.class).one()
                .map(Row::segment)
                .filter(segment -> segment.isSeenBy(viewer))
                .switchIfEmpty(Mono.error(() -> new SegmentNotFound(id)));
    }

    /** Refuses also what the viewer may see but not edit. */
    public Mono<Segment> editable(UUID id, Viewer viewer) {
        return visible(id, viewer).doOnNext(segment -> {
            if (!segment.isEditedBy(viewer)) {
                throw new NotSegmentOwner();
            }
        });
    }

    /** In the order of names; {@code after} is the name and the id of the last one seen. */
    public Flux<Segment> page(Viewer viewer, List<@Nullable String> after, int limit) {
        String from = after.isEmpty() ? "" : " and (s.name, s.id) > (:name, :id::uuid)";
        DatabaseClient.GenericExecuteSpec query = database.sql(
                SELECT + VISIBLE + from + " order by s.name, s.id limit " + limit)
                .bind("administrator", viewer.administrator())
                .bind("subject", viewer.subject());
        if (!after.isEmpty()) {
            query = query.bind("name", String.valueOf(after.getFirst())).bind("id", String.valueOf(after.getLast()));
        }
        return query.mapProperties(Row.class).all().map(Row::segment);
    }

    public Mono<Long> count(Viewer viewer) {
        return database.sql("select count(*) from segment s where not s.deleted" + VISIBLE)
                .bind("administrator", viewer.administrator())
                .bind("subject", viewer.subject())
                .mapValue(Long.class).one();
    }

    /** Which of the segments the viewer cannot see or that do not exist. */
    public Flux<UUID> invisible(Iterable<UUID> ids, Viewer viewer) {
        return Flux.fromIterable(ids).filterWhen(id -> visible(id, viewer).thenReturn(false)
                .onErrorReturn(SegmentNotFound.class, true));
    }

    /** @param liveCriteria null until the first fill is done */
    public Mono<Void> insert(Segment segment, @Nullable Integer shadowGeneration, int liveGeneration, long epoch) {
        return bind(database.sql("""
                insert into segment (id, name, description, type, visibility, shared_with, owner, criteria,
                                     live_generation, shadow_generation, last_generation, version, epoch,
                                     created_at, updated_at)
                values (:id, :name, :description, :type, :visibility, :shared, :owner, :criteria::jsonb,
                        :live, :shadow, coalesce(:shadow, :live), :version, :epoch, :created, :updated)"""), segment)
                .bind("type", segment.type().name())
                .bind("owner", segment.owner())
                .bind("live", liveGeneration)
                .bind("shadow", orNull(shadowGeneration, Integer.class))
                .bind("epoch", epoch)
                .bind("created", segment.createdAt())
                .then();
    }

    /** Writes what its owner changed; with a new generation to fill when the criteria are others. */
    public Mono<Void> update(Segment segment, @Nullable Integer shadowGeneration, long epoch) {
        return bind(database.sql("""
                update segment
                set name = :name, description = :description, visibility = :visibility, shared_with = :shared,
                    criteria = :criteria::jsonb, version = :version, updated_at = :updated, epoch = :epoch,
                    shadow_generation = coalesce(:shadow, shadow_generation),
                    last_generation = coalesce(:shadow, last_generation)
                where id = :id"""), segment)
                .bind("shadow", orNull(shadowGeneration, Integer.class))
                .bind("epoch", epoch)
                .then();
    }

    /** Blanks the row and keeps the key, so that nothing new can take it. */
    public Mono<Void> markDeleted(UUID id, long epoch) {
        return database.sql("""
                update segment
                set deleted = true, name = '', description = null, shared_with = '{}', criteria = null,
                    live_criteria = null, shadow_generation = null, version = version + 1, epoch = :epoch
                where id = :id""").bind("id", id).bind("epoch", epoch).then();
    }

    /** The next number for a generation of that segment. */
    public Mono<Integer> nextGeneration(UUID id) {
        return database.sql("select last_generation + 1 from segment where id = :id").bind("id", id)
                .mapValue(Integer.class).one();
    }

    /** From now on the shadow generation is the live one. */
    public Mono<Void> swap(UUID id, long epoch) {
        return database.sql("""
                update segment
                set live_generation = shadow_generation, live_criteria = criteria, shadow_generation = null,
                    epoch = :epoch
                where id = :id""").bind("id", id).bind("epoch", epoch).then();
    }

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement,
            Segment segment) {
        return statement
                .bind("id", segment.id())
                .bind("name", segment.name())
                .bind("description", orNull(segment.description(), String.class))
                .bind("visibility", segment.visibility().name())
                .bind("shared", segment.sharedWith().toArray(String[]::new))
                .bind("criteria", orNull(segment.criteria(), String.class))
                .bind("version", segment.version())
                .bind("updated", segment.updatedAt());
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value != null ? value : Parameters.in(type);
    }

    record Row(
            UUID id,
            long version,
            String name,
            @Nullable String description,
            String type,
            String visibility,
            String[] sharedWith,
            String owner,
            @Nullable String criteria,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Long done,
            @Nullable Long total) {

        private Segment segment() {
            return new Segment(
                    id, version, name, description, Segment.Type.valueOf(type), Segment.Visibility.valueOf(visibility),
                    List.of(sharedWith), owner, criteria, createdAt, updatedAt,
                    done == null || total == null ? null : new Segment.Progress(done, Math.max(done, total)));
        }
    }
}
