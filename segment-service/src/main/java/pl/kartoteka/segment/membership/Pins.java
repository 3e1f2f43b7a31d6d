package pl.kartoteka.segment.membership;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.segment.definition.Definitions;
import pl.kartoteka.segment.definition.Segment;
import pl.kartoteka.segment.definition.Segment.Type;
import pl.kartoteka.segment.definition.Segment.Viewer;
import pl.kartoteka.segment.definition.Segments;
import pl.kartoteka.segment.profile.Profile;
import pl.kartoteka.segment.profile.Profiles;
import reactor.core.publisher.Mono;

/**
 * Members by hand. In a dynamic segment a pin overrides the rule, either way, until it is removed; the members of a
 * static segment are those pinned in.
 */
@Component
class Pins {
    private final Segments segments;
    private final Definitions definitions;
    private final Profiles profiles;
    private final Memberships memberships;
    private final PinTable table;
    private final Clock clock;

    Pins(
            Segments segments,
            Definitions definitions,
            Profiles profiles,
            Memberships memberships,
            PinTable table,
            Clock clock) {
        this.segments = segments;
        this.definitions = definitions;
        this.profiles = profiles;
        this.memberships = memberships;
        this.table = table;
        this.clock = clock;
    }

    /** Clients become members, each whole list or none of it; how many were not pinned in before. */
    @Transactional
    public Mono<Integer> add(UUID segmentId, Collection<UUID> clients, Viewer viewer) {
        return change(segmentId, clients, viewer, (_, known) -> table.pin(
                segmentId, known, true, viewer.subject(), clock.instant()));
    }

    /** Clients are members no more: taken off a static list, pinned out of a dynamic segment. */
    @Transactional
    public Mono<Integer> remove(UUID segmentId, Collection<UUID> clients, Viewer viewer) {
        return change(segmentId, clients, viewer, (segment, known) -> segment.type() == Type.STATIC
                ? table.unpin(segmentId, known)
                : table.pin(segmentId, known, false, viewer.subject(), clock.instant()));
    }

    /** The rule decides again. */
    @Transactional
    public Mono<Integer> release(UUID segmentId, UUID clientId, Viewer viewer) {
        return change(segmentId, List.of(clientId), viewer, (segment, known) -> {
            if (segment.type() == Type.STATIC) {
                throw new SegmentTypeMismatch("segment-not-dynamic");
            }
            return table.unpin(segmentId, known);
        });
    }

    /** Only a static segment takes lists: in a dynamic one every pin is an exception, made one by one. */
    Mono<Void> requireStatic(UUID segmentId, Viewer viewer) {
        return segments.editable(segmentId, viewer).doOnNext(segment -> {
            if (segment.type() != Type.STATIC) {
                throw new SegmentTypeMismatch("segment-not-static");
            }
        }).then();
    }

    private Mono<Integer> change(
            UUID segmentId,
            Collection<UUID> clients,
            Viewer viewer,
            BiFunction<Segment, Collection<UUID>, Mono<Integer>> pins) {
        return definitions.hold().flatMap(active -> segments.editable(segmentId, viewer)
                .flatMap(segment -> profiles.lock(clients)
                        .map(known -> requireAll(clients, known))
                        .flatMap(known -> pins.apply(segment, known.keySet())
                                .delayUntil(_ -> memberships.assess(active, known.values().stream()
                                        .map(profile -> new Assessment(profile, Set.of(segmentId), Cause.MANUAL))
                                        .toList())))));
    }

    private static Map<UUID, Profile> requireAll(Collection<UUID> clients, Map<UUID, Profile> known) {
        List<UUID> missing = clients.stream()
                .filter(client -> {
                    Profile profile = known.get(client);
                    return profile == null || !profile.present();
                })
                .toList();
        if (!missing.isEmpty()) {
            throw new ClientsUnknown(missing);
        }
        return known;
    }
}
