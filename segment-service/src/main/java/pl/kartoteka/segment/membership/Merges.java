package pl.kartoteka.segment.membership;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets the pins of a merged client count for the survivor, and no longer once the merge is undone. Starts from what the
 * profiles say now, so it does not matter in which order the events of the two came, or how often.
 */
@Component
public class Merges {
    private static final long LOCK = 0x4D4552474553L;

    private final DatabaseClient database;

    Merges(DatabaseClient database) {
        this.database = database;
    }

    /** @param survivorId null once the client stands for itself again */
    public record Merge(UUID clientId, @Nullable UUID survivorId) {}

    /** No merge is followed until the surrounding transaction ends. Taken before any profile is locked. */
    public Mono<Void> hold() {
        return database.sql("select pg_advisory_xact_lock_shared(" + LOCK + ")").then();
    }

    /** The same for the transaction that follows merges: no other does, and none counts documents beside it. */
    public Mono<Void> holdForChange() {
        return database.sql("select pg_advisory_xact_lock(" + LOCK + ")").then();
    }

    /**
     * What is still to be done about these clients. Into a client that is not known yet, or erased, nothing is merged; and who
     * is back without the memberships it was pinned to is here as well.
     */
    public Mono<List<Merge>> pending(Collection<UUID> clients) {
        return database.sql("""
                with near as (
                    select client_id from profile where client_id = any(:clients)
                    union select client_id from profile where merged_into is not null and merged_into = any(:clients)
                    union select client_id from merged_client where survivor_id = any(:clients)),
                back as (
                    select pin.client_id
                    from pin
                    join profile p on p.client_id = pin.client_id and p.present
                    join segment s on s.id = pin.segment_id and not s.deleted
                    where pin.client_id = any(:clients) and pin.pinned_in
                      and not exists (select from membership m where m.segment_id = s.id
                                      and m.generation = s.live_generation and m.client_id = pin.client_id))
                select near.client_id, into_client.client_id as survivor_id
                from near
                join profile p on p.client_id = near.client_id
                left join profile into_client on into_client.client_id = p.merged_into
                    and into_client.client_sequence >= 0 and not into_client.erased
                left join merged_client done on done.client_id = near.client_id
                where into_client.client_id is distinct from done.survivor_id
                   or near.client_id in (select client_id from back)
                order by near.client_id""")
                .bind("clients", clients.stream().distinct().toArray(UUID[]::new))
                .mapProperties(Merge.class).all().collectList();
    }

    /** These clients, those they were merged into, and so on. */
    public Mono<Set<UUID>> line(Collection<UUID> clients) {
        return clients.isEmpty()
                ? Mono.just(Set.of())
                : database.sql("""
                with recursive line(id) as (
                    select unnest(:clients)
                    union
                    select m.survivor_id from merged_client m join line on line.id = m.client_id)
                select id from line""")
                        .bind("clients", clients.toArray(UUID[]::new))
                        .mapValue(UUID.class).all().collect(Collectors.toSet());
    }

    /** Everybody whose pins or totals can be others afterwards. */
    public Mono<Set<UUID>> concerned(List<Merge> merges) {
        return line(merges.stream()
                .flatMap(merge -> Stream.concat(Stream.of(merge.clientId()), Stream.ofNullable(merge.survivorId())))
                .collect(Collectors.toSet()));
    }

    /** Under the locks of everybody concerned; the segments whose pins each of these has now, or had. */
    public Mono<Map<UUID, Set<UUID>>> follow(List<Merge> merges, Collection<UUID> concerned) {
        return Flux.fromIterable(merges)
                .concatMap(merge -> follow(merge, new HashSet<>()))
                .concatWith(Flux.defer(() -> pins(concerned)))
                .collect(Collectors.groupingBy(Pin::clientId,
                        Collectors.mapping(Pin::segmentId, Collectors.toSet())));
    }

    /** The client is gone for good; what a survivor has of it stays the survivor's. */
    Mono<Void> forget(Collection<UUID> clients) {
        return clients.isEmpty()
                ? Mono.empty()
                : database.sql("delete from merged_pin where client_id = any(:clients) or survivor_id = any(:clients)")
                        .bind("clients", clients.toArray(UUID[]::new)).then();
    }

    /** Ends with those taken away. What changes for a survivor that was merged itself goes on to the next. */
    private Flux<Pin> follow(Merge merge, Set<UUID> seen) {
        if (!seen.add(merge.clientId())) {
            return Flux.empty();
        }
        return withdraw(merge).collectList().flatMapMany(withdrawn -> {
            Set<UUID> survivors = withdrawn.stream().map(Pin::clientId).collect(Collectors.toSet());
            Stream.ofNullable(merge.survivorId()).forEach(survivors::add);
            Set<UUID> freed = withdrawn.stream().map(Pin::segmentId).collect(Collectors.toSet());
            return note(merge)
                    .thenMany(Flux.fromIterable(survivors))
                    .concatMap(survivor -> place(merge.clientId(), survivor, freed)
                            .thenMany(onwards(survivor))
                            .concatMap(next -> follow(next, seen)))
                    .concatWith(Flux.fromIterable(withdrawn));
        });
    }

    /** Pins changed by hand since then stay. */
    private Flux<Pin> withdraw(Merge merge) {
        return survivor(database.sql("""
                with gone as (
                    delete from merged_pin m
                    where m.client_id = :client
                      and (m.survivor_id is distinct from :survivor
                           or not exists (select from pin own where own.client_id = m.client_id
                                          and own.segment_id = m.segment_id and own.pinned_in = m.pinned_in))
                    returning survivor_id, segment_id, pinned_in, pinned_at)
                delete from pin using gone
                where pin.client_id = gone.survivor_id and pin.segment_id = gone.segment_id
                  and pin.pinned_in = gone.pinned_in and pin.pinned_at = gone.pinned_at
                returning pin.client_id, pin.segment_id"""), merge)
                .mapProperties(Pin.class).all();
    }

    private Mono<Void> note(Merge merge) {
        return merge.survivorId() == null
                ? database.sql("delete from merged_client where client_id = :client")
                        .bind("client", merge.clientId()).then()
                : survivor(database.sql("""
                insert into merged_client (client_id, survivor_id) values (:client, :survivor)
                on conflict (client_id) do update set survivor_id = excluded.survivor_id"""), merge).then();
    }

    /** Once each, and only where the survivor has none of its own; of what became free also those of others merged into it. */
    private Mono<Void> place(UUID client, UUID survivor, Set<UUID> freed) {
        return database.sql("""
                with offered as (
                    select distinct on (p.segment_id) p.*
                    from merged_client m join pin p on p.client_id = m.client_id
                    where m.survivor_id = :survivor
                      and (m.client_id = :client or p.segment_id = any(:freed))
                      and not exists (select from profile where client_id = :survivor and erased)
                      and not exists (select from merged_pin known where known.client_id = m.client_id
                                      and known.survivor_id = :survivor and known.segment_id = p.segment_id)
                    order by p.segment_id, p.client_id),
                placed as (
                    insert into pin (segment_id, client_id, pinned_in, pinned_by, pinned_at)
                    select segment_id, :survivor, pinned_in, pinned_by, pinned_at from offered
                    on conflict do nothing
                    returning segment_id)
                insert into merged_pin (client_id, survivor_id, segment_id, pinned_in, pinned_at)
                select o.client_id, :survivor, o.segment_id, o.pinned_in, o.pinned_at
                from offered o join placed using (segment_id)""")
                .bind("client", client)
                .bind("survivor", survivor)
                .bind("freed", freed.toArray(UUID[]::new))
                .then();
    }

    private Flux<Merge> onwards(UUID client) {
        return database.sql("select client_id, survivor_id from merged_client where client_id = :client")
                .bind("client", client)
                .mapProperties(Merge.class).all();
    }

    private Flux<Pin> pins(Collection<UUID> clients) {
        return database.sql("select client_id, segment_id from pin where client_id = any(:clients)")
                .bind("clients", clients.toArray(UUID[]::new))
                .mapProperties(Pin.class).all();
    }

    private static DatabaseClient.GenericExecuteSpec survivor(DatabaseClient.GenericExecuteSpec statement,
            Merge merge) {
        UUID survivor = merge.survivorId();
        return statement.bind("client", merge.clientId())
                .bind("survivor", survivor != null ? survivor : Parameters.in(UUID.class));
    }

    record Pin(UUID clientId, UUID segmentId) {}
}
