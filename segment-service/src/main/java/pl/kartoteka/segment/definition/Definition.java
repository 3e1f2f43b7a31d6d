package pl.kartoteka.segment.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Anchors;
import pl.kartoteka.criteria.Rule;

/**
 * A segment in force: the generation its members are in, and the one that is being filled by a new rule.
 *
 * @param shadow null unless a fill is under way
 */
public record Definition(UUID segmentId, Generation live, @Nullable Generation shadow) {

    /** @param rule null where only pins make members: in a static segment, and before the first fill is done */
    public record Generation(int number, @Nullable Rule rule) {}

    public List<Generation> generations() {
        return shadow == null ? List.of(live) : List.of(live, shadow);
    }

    public Set<UUID> innerSegments() {
        Set<UUID> segments = new HashSet<>();
        rules().forEach(rule -> segments.addAll(rule.segments()));
        return segments;
    }

    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        rules().forEach(rule -> keys.addAll(rule.keys()));
        return keys;
    }

    /** The facts of which a client needs one to be in either generation; empty when none can be named. */
    Optional<Set<Anchors.Anchor>> anchors() {
        Set<Anchors.Anchor> anchors = new HashSet<>();
        for (Rule rule : rules()) {
            Optional<Anchors> found = Anchors.of(rule);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            anchors.addAll(found.get().any());
        }
        return Optional.of(anchors);
    }

    private List<Rule> rules() {
        return generations().stream()
                .flatMap(generation -> Stream.ofNullable(generation.rule()))
                .toList();
    }
}
