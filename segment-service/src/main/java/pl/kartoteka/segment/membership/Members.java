package pl.kartoteka.segment.membership;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.segment.definition.Segment.Viewer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading who is where; the caller may see the segment. */
@Component
class Members {
    private static final String LIVE = """
            from segment s
            join membership m on m.segment_id = s.id and m.generation = s.live_generation
            left join pin p on p.segment_id = m.segment_id and p.client_id = m.client_id
            where not s.deleted""";

    private final DatabaseClient database;

    Members(DatabaseClient database) {
        this.database = database;
    }

    /** @param pinned whether it is there by hand although the segment is dynamic */
    record Member(UUID clientId, Instant since, String cause, boolean pinned) {}

    /** @param pinned IN or OUT of a dynamic segment, whatever its rule says */
    record Pin(UUID clientId, String pinned, String by, Instant at) {}

    record ClientSegment(UUID segmentId, String name, String type, Instant since, String cause, boolean pinned) {}

    /** In the order of client ids. */
    Flux<Member> page(UUID segmentId, @Nullable UUID after, int limit) {
        return from(database.sql("""
                select m.client_id, m.since, m.cause, p.client_id is not null and s.type = 'DYNAMIC' as pinned
                """ + LIVE + " and s.id = :segment and m.client_id > :after order by m.client_id limit " + limit),
                after)
                .bind("segment", segmentId)
                .mapProperties(Member.class).all();
    }

    Mono<Long> count(UUID segmentId) {
        return database.sql("select count(*) " + LIVE + " and s.id = :segment").bind("segment", segmentId)
                .mapValue(Long.class).one();
    }

    Flux<Pin> pins(UUID segmentId, @Nullable UUID after, int limit) {
        return from(database.sql("""
                select p.client_id, case when p.pinned_in then 'IN' else 'OUT' end as pinned, p.pinned_by as by,
                       p.pinned_at as at
                from pin p join segment s on s.id = p.segment_id and s.type = 'DYNAMIC'
                where p.segment_id = :segment and p.client_id > :after order by p.client_id limit """ + ' ' + limit),
                after)
                .bind("segment", segmentId)
                .mapProperties(Pin.class).all();
    }

    /** The segments of a client that the viewer may see, by name. */
    Flux<ClientSegment> segmentsOf(UUID clientId, Viewer viewer) {
        return database.sql("""
                select s.id as segment_id, s.name, s.type, m.since, m.cause,
                       p.client_id is not null and s.type = 'DYNAMIC' as pinned
                """ + LIVE + """
                 and m.client_id = :client
                and (:administrator or s.visibility = 'PUBLIC' or s.owner = :subject or :subject = any(s.shared_with))
                order by s.name, s.id""")
                .bind("client", clientId)
                .bind("administrator", viewer.administrator())
                .bind("subject", viewer.subject())
                .mapProperties(ClientSegment.class).all();
    }

    private static DatabaseClient.GenericExecuteSpec from(
            DatabaseClient.GenericExecuteSpec query,
            @Nullable UUID after) {
        return query.bind("after", after == null ? new UUID(0, 0) : after);
    }
}
