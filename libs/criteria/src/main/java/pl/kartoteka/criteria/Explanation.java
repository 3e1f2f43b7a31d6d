package pl.kartoteka.criteria;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a rule holds for a client or not: the tree of the criteria, each node with its answer.
 *
 * @param path the node in the criteria, e.g. {@code criteria.all[0]}
 * @param holds what the node comes to; null where that would tell of something kept from the reader
 * @param group all, any, none or not; null for a condition
 * @param saw the fact as it was compared (folded text, see the criteria language); null where it is not known
 * @param changesAt the next instant at which time alone can change the answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String path,
        @Nullable Boolean holds,
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

    /**
     * The same without what tells of these segments, for those who may not see them: the conditions that ask about one, and
     * the groups around them, whose answer together with the others would give it away. What the whole comes to stays.
     */
    public Explanation without(Set<UUID> segments) {
        return asksAbout(segments) && rules != null
                ? new Explanation(path, holds, group, parts(segments), field, op, value, saw, changesAt)
                : hidden(segments);
    }

    private Explanation hidden(Set<UUID> segments) {
        if (!asksAbout(segments)) {
            return this;
        }
        return rules == null
                ? new Explanation(path, null, null, null, field, op, null, null, null)
                : new Explanation(path, null, group, parts(segments), null, null, null, null, null);
    }

    private @Nullable List<Explanation> parts(Set<UUID> segments) {
        return rules == null ? null : rules.stream().map(rule -> rule.hidden(segments)).toList();
    }

    private boolean asksAbout(Set<UUID> segments) {
        return segments().stream().anyMatch(segments::contains);
    }

    /** The segments it asks about. */
    public Set<UUID> segments() {
        if (rules != null) {
            return rules.stream().flatMap(rule -> rule.segments().stream()).collect(Collectors.toSet());
        }
        boolean asks = Operator.IN_SEGMENT.jsonName().equals(op) || Operator.NOT_IN_SEGMENT.jsonName().equals(op);
        if (!asks || value == null) {
            return Set.of();
        }
        Stream<JsonNode> ids = value.isArray() ? value.valueStream() : Stream.of(value);
        return ids.map(id -> UUID.fromString(id.asString())).collect(Collectors.toSet());
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
