package pl.kartoteka.criteria;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The facts of which a client must have one to fulfil a rule at all; what lets an index skip most definitions. */
public record Anchors(Set<Anchor> any) {

    /** A text or one text of a set. */
    public record Anchor(String key, String folded) {}

    /** Empty when no such facts can be named. */
    public static Optional<Anchors> of(Rule rule) {
        return Optional.ofNullable(find(rule)).map(Anchors::new);
    }

    public static Stream<Anchor> in(Facts facts) {
        return facts.byKey().entrySet().stream().flatMap(entry -> switch (entry.getValue()) {
            case Fact.Text(var folded) -> Stream.of(new Anchor(entry.getKey(), folded));
            case Fact.Many(var folded) -> folded.stream().map(text -> new Anchor(entry.getKey(), text));
            default -> Stream.empty();
        });
    }

    private static @Nullable Set<Anchor> find(Rule rule) {
        return switch (rule) {
            case Rule.All(var rules) -> rules.stream().map(Anchors::find).filter(Objects::nonNull)
                    .min(Comparator.comparingInt(Set::size)).orElse(null);
            case Rule.Any(var rules) -> union(rules);
            case Rule.None _,Rule.Not _ -> null;
            case Rule.Condition condition -> find(condition);
        };
    }

    private static @Nullable Set<Anchor> union(List<Rule> rules) {
        Set<Anchor> union = new HashSet<>();
        for (Rule rule : rules) {
            Set<Anchor> found = find(rule);
            if (found == null) {
                return null;
            }
            union.addAll(found);
        }
        return union;
    }

    private static @Nullable Set<Anchor> find(Rule.Condition condition) {
        return switch (condition.operator()) {
            case EQ, IN, HAS_ANY -> condition.operand() instanceof Operand.Texts(var folded)
                    ? folded.stream().map(text -> new Anchor(condition.key(), text)).collect(Collectors.toSet())
                    : null;
            case HAS_ALL -> condition.operand() instanceof Operand.Texts(var folded)
                    ? Set.of(new Anchor(condition.key(), folded.iterator().next()))
                    : null;
            default -> null;
        };
    }
}
