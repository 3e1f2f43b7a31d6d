package pl.kartoteka.client.selection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.SegmentEvent.SegmentState;
import pl.kartoteka.http.Caller;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Whose segments there are, and with whom restricted ones are shared. */
@Component
class KnownSegments {
    private static final String ADMINISTRATOR = "audit:read";

    private final DatabaseClient database;

    KnownSegments(DatabaseClient database) {
        this.database = database;
    }

    /**
     * At most one state of each segment. One that was deleted has no members and needs no mention. One that became known before its type was
     * kept gets that from the state it is known in.
     */
    Mono<Void> keep(Collection<SegmentState> segments) {
        return database.sql("""
                insert into known_segment (id, type, restricted, owner, shared_with, sequence)
                select id, type, restricted, owner, shared_with::jsonb, sequence
                from unnest(:ids, :types, :restricted, :owners, :shared, :sequences)
                    as n(id, type, restricted, owner, shared_with, sequence)
                on conflict (id) do update
                set type = excluded.type, restricted = excluded.restricted, owner = excluded.owner,
                    shared_with = excluded.shared_with, sequence = excluded.sequence
                where known_segment.sequence < excluded.sequence
                   or known_segment.sequence = excluded.sequence and known_segment.type is null""")
                .bind("ids", segments.stream().map(SegmentState::id).toArray(UUID[]::new))
                .bind("types", segments.stream().map(SegmentState::type).toArray(String[]::new))
                .bind("restricted", segments.stream()
                        .map(segment -> !segment.visibility().equals("PUBLIC")).toArray(Boolean[]::new))
                .bind("owners", segments.stream().map(SegmentState::owner).toArray(String[]::new))
                .bind("shared", segments.stream().map(KnownSegments::sharedWith).toArray(String[]::new))
                .bind("sequences", segments.stream().map(SegmentState::version).toArray(Long[]::new))
                .then();
    }

    /**
     * Refuses segments that are not the caller's to ask about as it does those it has not heard of: members may be known before
     * whose segment it is. Work in the background was checked when it was asked for, and has no caller.
     *
     * @param paths where each is named
     */
    Mono<Void> requireVisible(Map<UUID, String> paths) {
        return paths.isEmpty()
                ? Mono.empty()
                : Caller.current()
                        .filter(caller -> !caller.may(ADMINISTRATOR))
                        .flatMapMany(caller -> hiddenFrom(caller.subject(), paths.keySet()))
                        .map(hidden -> FieldError.of(paths.getOrDefault(hidden, "criteria"),
                                "criteria.value.segment-unknown"))
                        .collectList()
                        .flatMap(errors -> errors.isEmpty() ? Mono.empty() : Mono.error(new InvalidInput(errors)));
    }

    private Flux<UUID> hiddenFrom(String subject, Collection<UUID> segments) {
        return database.sql("""
                select asked.id from unnest(:ids) as asked(id)
                where not exists (
                    select from known_segment k
                    where k.id = asked.id
                      and (not k.restricted or k.owner = :subject or jsonb_exists(k.shared_with, :subject)))""")
                .bind("ids", segments.toArray(UUID[]::new))
                .bind("subject", subject)
                .mapValue(UUID.class)
                .all();
    }

    private static String sharedWith(SegmentState segment) {
        return JsonMapper.shared().writeValueAsString(Objects.requireNonNullElse(segment.sharedWith(), List.of()));
    }
}
