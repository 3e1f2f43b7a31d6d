package pl.kartoteka.criteria;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a rule holds for a client or not: the tree of the criteria, each node with its answer.
 *
 * @param path the node in the criteria, e.g. {@code criteria.all[0]}
 * @param holds what the node comes to
 * @param group all, any, none or not; null for a condition
 * @param saw the fact as it was compared (folded text, see the criteria language); null where it is not known
 * @param changesAt the next instant at which time alone can change the answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String path,
        boolean holds,
        @Nullable String group,
        @Nullable List<Explanation> rules,
        @Nullable String field,
        @Nullable String op,
        @Nullable JsonNode value,
        @Nullable Object saw,
        @Nullable Instant changesAt) {

    /** @param criteria the JSON the rule was read from */
    public static Explanation of(Rule rule, JsonNode criteria, Subject subject, String path) {
        return switch (rule) {
            case Rule.All(var rules) -> group("all", rule, rules, criteria, subject, path);
            case Rule.Any(var rules) -> group("any", rule, rules, criteria, subject, path);
            case Rule.None(var rules) -> group("none", rule, rules, criteria, subject, path);
            case Rule.Not(var inner) -> new Explanation(
                    path, subject.fulfils(rule), "not",
                    List.of(of(inner, criteria.path("not"), subject, path + ".not")),
                    null, null, null, null, subject.nextFlip(rule));
            case Rule.Condition condition -> new Explanation(
                    path, subject.fulfils(rule), null, null, condition.field().name(),
                    condition.operator().jsonName(), criteria.get("value"), seen(condition, subject),
                    subject.nextFlip(rule));
        };
    }

    /** The same without the facts that were compared, for those who may not read clients. */
    public Explanation withoutFacts() {
        return new Explanation(
                path, holds, group, rules == null ? null : rules.stream().map(Explanation::withoutFacts).toList(),
                field, op, value, null, changesAt);
    }

    private static Explanation group(
            String name,
            Rule rule,
            List<Rule> rules,
            JsonNode criteria,
            Subject subject,
            String path) {
        List<Explanation> inner = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            inner.add(of(rules.get(i), criteria.path(name).path(i), subject, path + "." + name + "[" + i + "]"));
        }
        return new Explanation(
                path, subject.fulfils(rule), name, inner, null, null, null, null, subject.nextFlip(rule));
    }

    private static @Nullable Object seen(Rule.Condition condition, Subject subject) {
        if (condition.operand() instanceof Operand.Segments(var ids)) {
            return subject.segments().stream().filter(ids::contains).map(Object::toString).sorted().toList();
        }
        return switch (subject.facts().get(condition.key())) {
            case Fact.Text(var folded) -> folded;
            case Fact.Number(var value) -> value;
            case Fact.Flag(var value) -> value;
            case Fact.Day(var date) -> date.toString();
            case Fact.Moment(var at) -> at.truncatedTo(ChronoUnit.MICROS).toString();
            case Fact.Many(var folded) -> folded.stream().sorted().toList();
            case null -> null;
        };
    }
}
