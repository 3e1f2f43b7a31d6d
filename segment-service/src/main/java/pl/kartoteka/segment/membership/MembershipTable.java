package pl.kartoteka.segment.membership;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.segment.membership.Judgement.DueTime;
import pl.kartoteka.segment.membership.Judgement.Move;
import pl.kartoteka.segment.membership.Standing.Place;
import reactor.core.publisher.Mono;

/** Memberships, pins and due times as rows; everything for many clients in one statement. */
@Component
class MembershipTable {
    private final DatabaseClient database;

    MembershipTable(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<UUID, Standing>> standings(Collection<UUID> clients) {
        return database.sql("""
                select client_id, segment_id, generation, null::boolean as pinned_in, null::timestamptz as due_at
                from membership where client_id = any(:clients)
                union all
                select client_id, segment_id, 0, pinned_in, null from pin where client_id = any(:clients)
                union all
                select client_id, segment_id, generation, null, due_at from due where client_id = any(:clients)""")
                .bind("clients", clients.stream().distinct().toArray(UUID[]::new))
                .mapProperties(Row.class).all().collectList()
                .map(rows -> rows.stream().collect(Collectors.groupingBy(
                        Row::clientId, Collectors.collectingAndThen(Collectors.toList(), MembershipTable::standing))));
    }

    Mono<Void> move(List<Move> moves, Instant now) {
        List<Move> entering = moves.stream().filter(Move::enters).toList();
        List<Move> leaving = moves.stream().filter(move -> !move.enters()).toList();
        return leave(leaving).then(enter(entering, now));
    }

    Mono<Void> await(List<DueTime> dueTimes) {
        List<DueTime> over = dueTimes.stream().filter(due -> due.at() == null).toList();
        List<DueTime> ahead = dueTimes.stream().filter(due -> due.at() != null).toList();
        return forget(over).then(remember(ahead));
    }

    Mono<Void> unpin(Collection<UUID> clients) {
        return clients.isEmpty()
                ? Mono.empty()
                : database.sql("delete from pin where client_id = any(:clients)")
                        .bind("clients", clients.toArray(UUID[]::new)).then();
    }

    /** Rising numbers; taken under the lock of the clients they are for. */
    Mono<List<Long>> sequences(int count) {
        return database.sql("select nextval('membership_sequence') from generate_series(1, :count)")
                .bind("count", count).mapValue(Long.class).all().collectList();
    }

    private Mono<Void> leave(List<Move> moves) {
        return moves.isEmpty()
                ? Mono.empty()
                : places(database.sql("""
                delete from membership m using unnest(:segments, :generations, :clients) as n(segment, generation, client)
                where m.segment_id = n.segment and m.generation = n.generation and m.client_id = n.client"""),
                        moves, Move::place, Move::clientId).then();
    }

    private Mono<Void> enter(List<Move> moves, Instant now) {
        return moves.isEmpty()
                ? Mono.empty()
                : places(database.sql("""
                insert into membership (segment_id, generation, client_id, since, cause)
                select n.segment, n.generation, n.client, :now, n.cause
                from unnest(:segments, :generations, :clients, :causes) as n(segment, generation, client, cause)
                on conflict do nothing"""), moves, Move::place, Move::clientId)
                        .bind("now", now)
                        .bind("causes", moves.stream().map(move -> move.cause().name()).toArray(String[]::new))
                        .then();
    }

    private Mono<Void> forget(List<DueTime> dueTimes) {
        return dueTimes.isEmpty()
                ? Mono.empty()
                : places(database.sql("""
                delete from due d using unnest(:segments, :generations, :clients) as n(segment, generation, client)
                where d.segment_id = n.segment and d.generation = n.generation and d.client_id = n.client"""),
                        dueTimes, DueTime::place, DueTime::clientId).then();
    }

    private Mono<Void> remember(List<DueTime> dueTimes) {
        return dueTimes.isEmpty()
                ? Mono.empty()
                : places(database.sql("""
                insert into due (segment_id, generation, client_id, due_at)
                select n.segment, n.generation, n.client, n.due::timestamptz
                from unnest(:segments, :generations, :clients, :dues) as n(segment, generation, client, due)
                on conflict (client_id, segment_id, generation) do update set due_at = excluded.due_at"""),
                        dueTimes, DueTime::place, DueTime::clientId)
                        .bind("dues", dueTimes.stream().map(due -> String.valueOf(due.at())).toArray(String[]::new))
                        .then();
    }

    private static <T> DatabaseClient.GenericExecuteSpec places(
            DatabaseClient.GenericExecuteSpec statement,
            List<T> rows,
            Function<T, Place> place,
            Function<T, UUID> client) {
        return statement
                .bind("segments", rows.stream().map(row -> place.apply(row).segmentId()).toArray(UUID[]::new))
                .bind("generations", rows.stream().map(row -> place.apply(row).generation()).toArray(Integer[]::new))
                .bind("clients", rows.stream().map(client).toArray(UUID[]::new));
    }

    private static Standing standing(List<Row> rows) {
        Set<Place> memberships = new HashSet<>();
        Map<UUID, Boolean> pins = new HashMap<>();
        Map<Place, Instant> dues = new HashMap<>();
        rows.forEach(row -> {
            Place place = new Place(row.segmentId(), row.generation());
            if (row.pinnedIn() != null) {
                pins.put(row.segmentId(), row.pinnedIn());
            } else if (row.dueAt() != null) {
                dues.put(place, row.dueAt());
            } else {
                memberships.add(place);
            }
        });
        return new Standing(memberships, pins, dues);
    }

    record Row(
            UUID clientId,
            UUID segmentId,
            int generation,
            @Nullable Boolean pinnedIn,
            @Nullable Instant dueAt) {}
}
