package pl.kartoteka.client.selection;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ConsentState;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.events.SegmentMemberEvent.Membership;
import pl.kartoteka.events.SegmentMemberEvent.SegmentEntered;
import reactor.core.publisher.Mono;

/** The last thing other services said of our clients. Of a client that is gone nothing is kept, however late it is said. */
@Component
class ConsentsAndSegments {
    private final DatabaseClient database;

    ConsentsAndSegments(DatabaseClient database) {
        this.database = database;
    }

    /** At most one state of each consent. */
    Mono<Void> keepConsents(Collection<ConsentState> consents) {
        return database.sql("""
                insert into client_consent (client_id, purpose, status, sequence)
                select n.client_id, n.purpose, n.status, n.sequence
                from unnest(:clients, :purposes, :statuses, :sequences) as n(client_id, purpose, status, sequence)
                join client on client.id = n.client_id
                order by n.client_id, n.purpose
                on conflict (client_id, purpose) do update set status = excluded.status, sequence = excluded.sequence
                where client_consent.sequence < excluded.sequence""")
                .bind("clients", consents.stream().map(ConsentState::clientId).toArray(UUID[]::new))
                .bind("purposes", consents.stream().map(ConsentState::purpose).toArray(String[]::new))
                .bind("statuses", consents.stream().map(ConsentState::status).toArray(String[]::new))
                .bind("sequences", consents.stream().map(ConsentState::version).toArray(Long[]::new))
                .then();
    }

    /** At most one event of each membership. */
    Mono<Void> keepMembers(Collection<SegmentMemberEvent> events) {
        return database.sql("""
                insert into client_segment (client_id, segment_id, member, sequence)
                select n.client_id, n.segment_id, n.member, n.sequence
                from unnest(:clients, :segments, :members, :sequences) as n(client_id, segment_id, member, sequence)
                join client on client.id = n.client_id
                order by n.client_id, n.segment_id
                on conflict (client_id, segment_id) do update set member = excluded.member, sequence = excluded.sequence
                where client_segment.sequence < excluded.sequence""")
                .bind("clients", of(events, Membership::clientId))
                .bind("segments", of(events, Membership::segmentId))
                .bind("members", events.stream().map(SegmentEntered.class::isInstance).toArray(Boolean[]::new))
                .bind("sequences", events.stream().map(SegmentMemberEvent::sequence).toArray(Long[]::new))
                .then();
    }

    private static UUID[] of(
            Collection<SegmentMemberEvent> events, Function<Membership, UUID> part) {
        return events.stream().map(event -> part.apply(event.membership())).toArray(UUID[]::new);
    }
}
