package pl.kartoteka.criteria;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Which clients are meant. Made by {@link CriteriaReader} only, so a rule in hand is a valid one. */
public sealed interface Rule {

    record All(List<Rule> rules) implements Rule {}

    record Any(List<Rule> rules) implements Rule {}

    record None(List<Rule> rules) implements Rule {}

    record Not(Rule rule) implements Rule {}

    record Condition(Field field, Operator operator, Operand operand) implements Rule {

        /** The fact it looks at: a condition on days sees an instant by its day. */
        public String key() {
            boolean byDay = operator.dependsOnToday() || operand instanceof Operand.Dates;
            return field.type() == FieldType.MOMENT && byDay ? Field.dayOf(field.key()) : field.key();
        }

        /** The same where it is one fact; of the two in which the texts of a custom field may be, a client has one at most. */
        public List<String> facts() {
            return Field.isOfTexts(key()) ? Field.factsOfTexts(key()) : List.of(key());
        }
    }

    /** The facts it looks at; {@link Field#key()} of an instant stands for its day too. */
    default Set<String> keys() {
        Set<String> keys = new HashSet<>();
        conditions(condition -> {
            if (condition.field().type() != FieldType.SEGMENT) {
                keys.addAll(condition.facts());
            }
        });
        return keys;
    }

    /** The segments whose members it looks at. */
    default Set<UUID> segments() {
        Set<UUID> segments = new HashSet<>();
        conditions(condition -> {
            if (condition.operand() instanceof Operand.Segments(var ids)) {
                segments.addAll(ids);
            }
        });
        return segments;
    }

    /** Whether its truth can change as days pass. */
    default boolean dependsOnToday() {
        return switch (this) {
            case All(var rules) -> rules.stream().anyMatch(Rule::dependsOnToday);
            case Any(var rules) -> rules.stream().anyMatch(Rule::dependsOnToday);
            case None(var rules) -> rules.stream().anyMatch(Rule::dependsOnToday);
            case Not(var rule) -> rule.dependsOnToday();
            case Condition condition -> condition.operator().dependsOnToday();
        };
    }

    private void conditions(Consumer<Condition> visitor) {
        switch (this) {
            case All(var rules) -> rules.forEach(rule -> rule.conditions(visitor));
            case Any(var rules) -> rules.forEach(rule -> rule.conditions(visitor));
            case None(var rules) -> rules.forEach(rule -> rule.conditions(visitor));
            case Not(var rule) -> rule.conditions(visitor);
            case Condition condition -> visitor.accept(condition);
        }
    }
}
