package pl.kartoteka.segment.upkeep;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.segment.definition.ActiveDefinitions;
import pl.kartoteka.segment.definition.Definition;
import pl.kartoteka.segment.definition.Definitions;
import pl.kartoteka.segment.definition.Segments;
import pl.kartoteka.segment.membership.Assessment;
import pl.kartoteka.segment.membership.Cause;
import pl.kartoteka.segment.membership.Memberships;
import pl.kartoteka.segment.profile.Profiles;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts a filled generation in the place of the live one, in one transaction: the difference between the two is who
 * entered and who left, and segments asking about this one follow.
 */
@Component
class Swaps {
    private static final int CHUNK = 2_000;

    private final DatabaseClient database;
    private final Definitions definitions;
    private final Segments segments;
    private final Fills fills;
    private final Profiles profiles;
    private final Memberships memberships;

    Swaps(
            DatabaseClient database,
            Definitions definitions,
            Segments segments,
            Fills fills,
            Profiles profiles,
            Memberships memberships) {
        this.database = database;
        this.definitions = definitions;
        this.segments = segments;
        this.fills = fills;
        this.profiles = profiles;
        this.memberships = memberships;
    }

    /** Swaps one filled segment in; whether there was one. */
    @Transactional
    public Mono<Boolean> swapOne() {
        return finished().hasElement().flatMap(any -> !any
                ? Mono.just(false)
                : definitions.holdForChange()
                        .flatMap(active -> finished()
                                .flatMap(segmentId -> swap(Objects.requireNonNull(active.get(segmentId))))
                                .thenReturn(true)));
    }

    private Mono<UUID> finished() {
        return database.sql("select segment_id from fill where finished order by started_at limit 1")
                .mapValue(UUID.class).one();
    }

    private Mono<Void> swap(Definition definition) {
        UUID segmentId = definition.segmentId();
        int live = definition.live().number();
        int shadow = Objects.requireNonNull(definition.shadow()).number();
        return difference(segmentId, shadow, live).collectList()
                .zipWith(difference(segmentId, live, shadow).collectList(), Difference::new)
                .delayUntil(_ -> keepSince(segmentId, live, shadow))
                .delayUntil(_ -> fills.drop(segmentId))
                .delayUntil(_ -> fills.retire(segmentId, live, false))
                .delayUntil(_ -> definitions.nextEpoch().flatMap(epoch -> segments.swap(segmentId, epoch)))
                .flatMap(difference -> tell(segmentId, difference));
    }

    private record Difference(List<UUID> entered, List<UUID> left) {}

    private Mono<Void> tell(UUID segmentId, Difference difference) {
        return announce(segmentId, difference.entered(), true)
                .then(announce(segmentId, difference.left(), false))
                .then(definitions.afterChange())
                .flatMap(active -> cascade(active, segmentId, difference.entered())
                        .then(cascade(active, segmentId, difference.left())));
    }

    private Mono<Void> announce(UUID segmentId, List<UUID> clients, boolean entered) {
        return Flux.fromIterable(clients).buffer(CHUNK)
                .concatMap(chunk -> memberships.announce(segmentId, chunk, entered, Cause.DEFINITION))
                .then();
    }

    private Mono<Void> cascade(ActiveDefinitions active, UUID segmentId, List<UUID> clients) {
        Set<UUID> dependents = active.dependentsOf(segmentId);
        return dependents.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(clients).buffer(CHUNK)
                        .concatMap(chunk -> profiles.lock(chunk).flatMap(locked -> memberships.assess(
                                active, locked.values().stream()
                                        .map(profile -> new Assessment(profile, dependents, Cause.DEFINITION))
                                        .toList())))
                        .then();
    }

    /** The members of the one generation that are not in the other. */
    private Flux<UUID> difference(UUID segmentId, int of, int without) {
        return database.sql("""
                select m.client_id from membership m
                left join membership o on o.segment_id = m.segment_id and o.generation = :without
                    and o.client_id = m.client_id
                where m.segment_id = :segment and m.generation = :of and o.client_id is null
                order by m.client_id""")
                .bind("segment", segmentId)
                .bind("of", of)
                .bind("without", without)
                .mapValue(UUID.class).all();
    }

    /** Those who stay have been there since they first entered. */
    private Mono<Void> keepSince(UUID segmentId, int live, int shadow) {
        return database.sql("""
                update membership n set since = o.since, cause = o.cause
                from membership o
                where n.segment_id = :segment and n.generation = :shadow and o.segment_id = :segment
                    and o.generation = :live and o.client_id = n.client_id and n.since <> o.since""")
                .bind("segment", segmentId)
                .bind("live", live)
                .bind("shadow", shadow)
                .then();
    }
}
