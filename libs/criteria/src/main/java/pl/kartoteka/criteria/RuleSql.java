package pl.kartoteka.criteria;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The meaning of a rule over the whole base: a condition on the tables that a {@link FactSql} knows, in which every value
 * is a parameter.
 *
 * @param condition true or false for each row, never null
 * @param nextFlip the instant of {@link Subject#nextFlip}, as a timestamptz expression; null when no row has one
 * @param parameters what the two bind, by name
 */
public record RuleSql(String condition, @Nullable String nextFlip, Map<String, Object> parameters) {

    /** Only whom it picks on that day. */
    public static RuleSql condition(Rule rule, LocalDate today, FactSql facts) {
        Writer writer = new Writer(today, facts);
        return new RuleSql(writer.condition(rule), null, writer.parameters.byName());
    }

    /** The same for a {@code where} and nothing else: null counts as false there, which leaves indices their chance. */
    public static RuleSql filter(Rule rule, LocalDate today, FactSql facts) {
        Writer writer = new Writer(today, facts);
        return new RuleSql(writer.filter(rule), null, writer.parameters.byName());
    }

    /** Whom it picks on that day, and when time alone can change that. */
    public static RuleSql withNextFlip(Rule rule, LocalDate today, FactSql facts) {
        Writer writer = new Writer(today, facts);
        String condition = writer.condition(rule);
        String flipDay = writer.flipDay(rule);
        String nextFlip = flipDay == null
                ? null
                : "((date '1970-01-01' + (" + flipDay + ")::int)::timestamp at time zone 'Europe/Warsaw')";
        return new RuleSql(condition, nextFlip, writer.parameters.byName());
    }

    /** Binds the parameters that the condition, or the condition and the next flip, use. */
    public <S> S bindTo(S statement, Binding<S> binding) {
        S bound = statement;
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            bound = binding.bind(bound, parameter.getKey(), parameter.getValue());
        }
        return bound;
    }

    /** How a statement takes a parameter. */
    public interface Binding<S> {
        S bind(S statement, String name, Object value);
    }

    private static final class Writer {
        private final SqlParameters parameters = new SqlParameters();
        private final long today;
        private final FactSql facts;

        private Writer(LocalDate today, FactSql facts) {
            this.today = today.toEpochDay();
            this.facts = facts;
        }

        /** What is denied is asked with two values, what is not may be null. */
        private String filter(Rule rule) {
            return switch (rule) {
                case Rule.All(var rules) -> filters(rules, " and ");
                case Rule.Any(var rules) -> filters(rules, " or ");
                case Rule.None _,Rule.Not _ -> condition(rule);
                case Rule.Condition condition ->
                        condition.operator().denies() ? condition(condition) : "(" + positive(condition) + ")";
            };
        }

        private String filters(List<Rule> rules, String word) {
            return rules.stream().map(this::filter).collect(Collectors.joining(word, "(", ")"));
        }

        private String condition(Rule rule) {
            return switch (rule) {
                case Rule.All(var rules) -> joined(rules, " and ");
                case Rule.Any(var rules) -> joined(rules, " or ");
                case Rule.None(var rules) -> "not " + joined(rules, " or ");
                case Rule.Not(var inner) -> "(not " + condition(inner) + ")";
                case Rule.Condition condition -> {
                    String positive = "coalesce(" + positive(condition) + ", false)";
                    yield condition.operator().denies() ? "(not " + positive + ")" : positive;
                }
            };
        }

        private String joined(List<Rule> rules, String word) {
            return rules.stream().map(this::condition).collect(Collectors.joining(word, "(", ")"));
        }

        private @Nullable String flipDay(Rule rule) {
            return switch (rule) {
                case Rule.All(var rules) -> undecided(rules, false);
                case Rule.Any(var rules) -> undecided(rules, true);
                case Rule.None(var rules) -> undecided(rules, true);
                case Rule.Not(var inner) -> flipDay(inner);
                case Rule.Condition condition -> condition.operand() instanceof Operand.Reach(var days)
                        ? flipDay(condition, days)
                        : null;
            };
        }

        private @Nullable String undecided(List<Rule> rules, boolean decisive) {
            List<Rule> timed = rules.stream().filter(Rule::dependsOnToday).toList();
            if (timed.isEmpty()) {
                return null;
            }
            String flips = timed.stream().map(this::flipDay).collect(Collectors.joining(", ", "least(", ")"));
            List<Rule> lasting = rules.stream().filter(rule -> !rule.dependsOnToday()).toList();
            if (lasting.isEmpty()) {
                return flips;
            }
            String open = decisive ? "not " + joined(lasting, " or ") : joined(lasting, " and ");
            return "case when " + open + " then " + flips + " end";
        }

        private String positive(Rule.Condition condition) {
            String directly = facts.directly(condition, parameters);
            return directly == null ? byFact(condition) : directly;
        }

        private String byFact(Rule.Condition condition) {
            if (condition.operand() instanceof Operand.Segments(var ids)) {
                return facts.memberOf(bind(ids.toArray(UUID[]::new)));
            }
            Operator operator = condition.operator().positive();
            String fact = fact(condition);
            return switch (condition.operand()) {
                case Operand.Nothing() -> fact + " is not null";
                case Operand.Texts(var folded) -> condition.field().type() == FieldType.SET
                        ? texts(operator, fact, folded)
                        : TextSql.compare(operator, fact, folded, parameters);
                case Operand.Numbers(var values) -> operator == Operator.IN
                        ? fact + " = any(" + bind(values.toArray(BigDecimal[]::new)) + ")"
                        : ordered(operator, fact, values.getFirst(), values.getLast());
                case Operand.Flag(var value) -> fact + " = " + bind(value);
                case Operand.Dates(var first, var last) ->
                        ordered(operator, fact, first.toEpochDay(), last.toEpochDay());
                case Operand.Moments(var first, var last) -> ordered(operator, fact, micros(first), micros(last));
                case Operand.Reach(var days) -> reach(operator, fact, days);
                case Operand.Segments _ -> throw new IllegalStateException("membership is no fact");
            };
        }

        private String texts(Operator operator, String fact, Set<String> folded) {
            return switch (operator) {
                case HAS_ANY -> "jsonb_exists_any(" + fact + ", " + bind(folded.toArray(String[]::new)) + ")";
                case HAS_ALL -> "jsonb_exists_all(" + fact + ", " + bind(folded.toArray(String[]::new)) + ")";
                case CONTAINS, STARTS_WITH -> "exists (select 1 from jsonb_array_elements_text(" + fact
                        + ") as one(text) where " + TextSql.compare(operator, "one.text", folded, parameters) + ")";
                default -> throw new IllegalStateException(operator + " (expected: an operator on a set)");
            };
        }

        private String ordered(Operator operator, String fact, Object first, Object last) {
            return switch (operator) {
                case EQ -> fact + " = " + bind(first);
                case GT, AFTER -> fact + " > " + bind(first);
                case GTE -> fact + " >= " + bind(first);
                case LT, BEFORE -> fact + " < " + bind(first);
                case LTE -> fact + " <= " + bind(first);
                case BETWEEN -> fact + " between " + bind(first) + " and " + bind(last);
                default -> throw new IllegalStateException(operator + " (expected: an operator on an order)");
            };
        }

        private String reach(Operator operator, String fact, int days) {
            return switch (operator) {
                case WITHIN_LAST_DAYS -> fact + " between " + (today - days) + " and " + today;
                case WITHIN_NEXT_DAYS -> fact + " between " + today + " and " + (today + days);
                case ANNIVERSARY_WITHIN_DAYS -> nextAnniversary(fact) + " <= " + (today + days);
                default -> throw new IllegalStateException(operator + " (expected: an operator on days passing)");
            };
        }

        private @Nullable String flipDay(Rule.Condition condition, int days) {
            String fact = fact(condition);
            return switch (condition.operator().positive()) {
                case WITHIN_LAST_DAYS -> between(fact, fact + " + " + days);
                case WITHIN_NEXT_DAYS -> between(fact + " - " + days, fact);
                default -> between(nextAnniversary(fact) + " - " + days, nextAnniversary(fact));
            };
        }

        private String between(String first, String last) {
            return "case when " + today + " < " + first + " then " + first + " when " + today + " <= " + last
                    + " then " + last + " + 1 end";
        }

        /** The epoch day of {@link Days#nextAnniversary}; a function of the same name in the service's database. */
        private String nextAnniversary(String fact) {
            return "next_anniversary(" + fact + ", " + today + ")";
        }

        private String fact(Rule.Condition condition) {
            return facts.fact(condition, parameters);
        }

        private String bind(Object value) {
            return parameters.bind(value);
        }

        private static long micros(Instant at) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at);
        }
    }
}
