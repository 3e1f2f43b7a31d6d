package pl.kartoteka.messaging.audience;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.SegmentEvent;
import pl.kartoteka.events.SegmentEvent.SegmentDefined;
import pl.kartoteka.events.SegmentEvent.SegmentDeleted;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.events.SegmentMemberEvent.SegmentEntered;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
public class Segments {
    private final DatabaseClient database;

    Segments(DatabaseClient database) {
        this.database = database;
    }

    /** Whether there is such a segment for this user. */
    public Mono<Boolean> isVisible(UUID segmentId, String user) {
        return database.sql("""
                select 1 from segment
                where id = $1 and not deleted and (visibility = 'PUBLIC' or owner = $2 or $2 = any(shared_with))
                """)
                .bind("$1", segmentId)
                .bind("$2", user)
                .fetch()
                .first()
                .hasElement();
    }

    public Flux<UUID> members(UUID segmentId) {
        return database.sql("select client_id from segment_member where segment_id = $1 and member")
                .bind("$1", segmentId)
                .mapValue(UUID.class)
                .all();
    }

    Mono<Void> keep(SegmentEvent event) {
        return switch (event) {
            case SegmentDefined defined -> defined(defined.segment());
            case SegmentDeleted deleted -> deleted(deleted);
        };
    }

    /** One event per membership at most. */
    Mono<Void> keep(List<? extends SegmentMemberEvent> events) {
        return database.sql("""
                insert into segment_member (segment_id, client_id, sequence, member)
                select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::boolean[])
                on conflict (segment_id, client_id) do update
                set sequence = excluded.sequence, member = excluded.member
                where segment_member.sequence < excluded.sequence
                """)
                .bind("$1", events.stream().map(event -> event.membership().segmentId()).toArray(UUID[]::new))
                .bind("$2", events.stream().map(event -> event.membership().clientId()).toArray(UUID[]::new))
                .bind("$3", events.stream().map(SegmentMemberEvent::sequence).toArray(Long[]::new))
                .bind("$4", events.stream().map(event -> event instanceof SegmentEntered).toArray(Boolean[]::new))
                .then();
    }

    private Mono<Void> defined(SegmentEvent.SegmentState segment) {
        return database.sql("""
                insert into segment (id, sequence, deleted, name, visibility, owner, shared_with)
                values ($1, $2, false, $3, $4, $5, $6)
                on conflict (id) do update
                set sequence = excluded.sequence, deleted = false, name = excluded.name,
                    visibility = excluded.visibility, owner = excluded.owner, shared_with = excluded.shared_with
                where segment.sequence < excluded.sequence
                """)
                .bind("$1", segment.id())
                .bind("$2", segment.version())
                .bind("$3", segment.name())
                .bind("$4", segment.visibility())
                .bind("$5", segment.owner())
                .bind("$6", Objects.requireNonNullElse(segment.sharedWith(), List.<String>of()).toArray(String[]::new))
                .then();
    }

    private Mono<Void> deleted(SegmentDeleted segment) {
        return database.sql("""
                insert into segment (id, sequence, deleted) values ($1, $2, true)
                on conflict (id) do update
                set sequence = excluded.sequence, deleted = true, name = null, visibility = null, owner = null,
                    shared_with = default
                where segment.sequence < excluded.sequence
                """)
                .bind("$1", segment.segmentId())
                .bind("$2", segment.version())
                .then();
    }
}
