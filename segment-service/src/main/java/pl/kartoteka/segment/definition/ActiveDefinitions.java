package pl.kartoteka.segment.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Anchors;
import pl.kartoteka.criteria.Anchors.Anchor;
import pl.kartoteka.criteria.Facts;

/** Every definition in force at one epoch, and the index from facts to the definitions they can concern. */
public final class ActiveDefinitions {
    private final long epoch;
    private final Map<UUID, Definition> byId;
    private final Map<Anchor, Set<UUID>> byAnchor = new HashMap<>();
    private final Map<String, Set<UUID>> byKey = new HashMap<>();
    private final Map<UUID, Set<UUID>> byInnerSegment = new HashMap<>();
    private final Map<UUID, Set<String>> keys = new HashMap<>();
    private final Map<UUID, Integer> ranks = new ConcurrentHashMap<>();

    public ActiveDefinitions(long epoch, Collection<Definition> definitions) {
        this.epoch = epoch;
        Map<UUID, Definition> all = new HashMap<>();
        definitions.forEach(definition -> all.put(definition.segmentId(), definition));
        this.byId = Map.copyOf(all);
        byId.values().forEach(this::index);
    }

    public @Nullable Definition get(UUID segmentId) {
        return byId.get(segmentId);
    }

    long epoch() {
        return epoch;
    }

    Collection<Definition> all() {
        return byId.values();
    }

    /** The segments that a client whose facts went from the one to the other can have entered or left. */
    public Set<UUID> affectedBy(Facts before, Facts after) {
        Set<String> changed = before.differenceTo(after);
        Set<UUID> affected = new HashSet<>();
        changed.forEach(key -> affected.addAll(byKey.getOrDefault(key, Set.of())));
        Stream.concat(Anchors.in(before), Anchors.in(after)).distinct()
                .flatMap(anchor -> byAnchor.getOrDefault(anchor, Set.of()).stream())
                .filter(id -> keys.getOrDefault(id, Set.of()).stream().anyMatch(changed::contains))
                .forEach(affected::add);
        return affected;
    }

    /** The segments that a client of whom nothing was known before can enter. */
    public Set<UUID> possibleFor(Facts facts) {
        Set<UUID> possible = new HashSet<>();
        byKey.values().forEach(possible::addAll);
        byInnerSegment.values().forEach(possible::addAll);
        Anchors.in(facts).forEach(anchor -> possible.addAll(byAnchor.getOrDefault(anchor, Set.of())));
        return possible;
    }

    /** The segments whose rules ask about members of that one. */
    public Set<UUID> dependentsOf(UUID segmentId) {
        return byInnerSegment.getOrDefault(segmentId, Set.of());
    }

    /** Inner segments before those that ask about them. */
    public Comparator<UUID> innerFirst() {
        return Comparator.comparingInt(this::rank).thenComparing(Comparator.naturalOrder());
    }

    /** Whether the rules of a segment, followed inwards, lead back to it. */
    public boolean hasCycleThrough(UUID segmentId) {
        Set<UUID> seen = new HashSet<>();
        Set<UUID> next = inner(segmentId);
        while (!next.isEmpty()) {
            if (next.contains(segmentId)) {
                return true;
            }
            seen.addAll(next);
            Set<UUID> further = new HashSet<>();
            next.forEach(id -> further.addAll(inner(id)));
            further.removeAll(seen);
            next = further;
        }
        return false;
    }

    /** These definitions with one more or another one, as a change would leave them. */
    public ActiveDefinitions with(Definition definition) {
        Map<UUID, Definition> changed = new HashMap<>(byId);
        changed.put(definition.segmentId(), definition);
        return new ActiveDefinitions(epoch, changed.values());
    }

    private Set<UUID> inner(UUID segmentId) {
        Definition definition = byId.get(segmentId);
        return definition == null ? Set.of() : definition.innerSegments();
    }

    private int rank(UUID segmentId) {
        Integer known = ranks.get(segmentId);
        if (known != null) {
            return known;
        }
        int rank = 1 + inner(segmentId).stream().mapToInt(this::rank).max().orElse(0);
        ranks.put(segmentId, rank);
        return rank;
    }

    private void index(Definition definition) {
        UUID id = definition.segmentId();
        Set<String> asked = definition.keys();
        keys.put(id, asked);
        definition.innerSegments()
                .forEach(inner -> byInnerSegment.computeIfAbsent(inner, _ -> new HashSet<>()).add(id));
        Optional<Set<Anchor>> anchors = definition.anchors();
        if (anchors.isPresent()) {
            anchors.get().forEach(anchor -> byAnchor.computeIfAbsent(anchor, _ -> new HashSet<>()).add(id));
        } else {
            asked.forEach(key -> byKey.computeIfAbsent(key, _ -> new HashSet<>()).add(id));
        }
    }
}
