package pl.kartoteka.criteria;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One client as rules see it: the meaning of a rule in memory. {@link RuleSql} is the other one.
 *
 * @param segments the segments the client is a member of
 * @param today the day in Warsaw
 */
public record Subject(Facts facts, Set<UUID> segments, LocalDate today) {

    public boolean fulfils(Rule rule) {
        return switch (rule) {
            case Rule.All(var rules) -> rules.stream().allMatch(this::fulfils);
            case Rule.Any(var rules) -> rules.stream().anyMatch(this::fulfils);
            case Rule.None(var rules) -> rules.stream().noneMatch(this::fulfils);
            case Rule.Not(var inner) -> !fulfils(inner);
            case Rule.Condition condition -> positive(condition) != condition.operator().denies();
        };
    }

    /**
     * The next instant at which the passing of time alone can change the answer of {@link #fulfils}; null when it
     * cannot. Conditions that no day decides any more, because another one has decided, are not waited for.
     */
    public @Nullable Instant nextFlip(Rule rule) {
        LocalDate day = nextFlipDay(rule);
        return day == null ? null : Days.start(day);
    }

    private @Nullable LocalDate nextFlipDay(Rule rule) {
        return switch (rule) {
            case Rule.All(var rules) -> undecided(rules, false);
            case Rule.Any(var rules) -> undecided(rules, true);
            case Rule.None(var rules) -> undecided(rules, true);
            case Rule.Not(var inner) -> nextFlipDay(inner);
            case Rule.Condition condition -> flipOf(condition);
        };
    }

    private @Nullable LocalDate undecided(List<Rule> rules, boolean decisive) {
        boolean decided = rules.stream()
                .anyMatch(rule -> !rule.dependsOnToday() && fulfils(rule) == decisive);
        Stream<@Nullable LocalDate> flips = rules.stream().filter(Rule::dependsOnToday).map(this::nextFlipDay);
        return decided ? null : flips.filter(Objects::nonNull).min(LocalDate::compareTo).orElse(null);
    }

    private @Nullable LocalDate flipOf(Rule.Condition condition) {
        return condition.operand() instanceof Operand.Reach(var days)
                && facts.get(condition.key()) instanceof Fact.Day(var day)
                        ? Days.nextFlip(condition.operator().positive(), day, days, today)
                        : null;
    }

    private boolean positive(Rule.Condition condition) {
        Operator operator = condition.operator().positive();
        Fact fact = facts.get(condition.key());
        if (condition.operand() instanceof Operand.Segments(var ids)) {
            return ids.stream().anyMatch(segments::contains);
        }
        if (fact == null || operator == Operator.IS_SET) {
            return fact != null;
        }
        return switch (fact) {
            case Fact.Text(var text) when condition.operand() instanceof Operand.Texts(var wanted) ->
                    compare(operator, text, wanted);
            case Fact.Many(var texts) when condition.operand() instanceof Operand.Texts(var wanted) ->
                    compare(operator, texts, wanted);
            case Fact.Number(var number) when condition.operand() instanceof Operand.Numbers(var wanted) ->
                    compare(operator, number, wanted);
            case Fact.Flag(var flag) -> condition.operand() instanceof Operand.Flag(var wanted) && flag == wanted;
            case Fact.Day(var day) when condition.operand() instanceof Operand.Dates(var first, var last) ->
                    compare(operator, day, first, last);
            case Fact.Day(var day) when condition.operand() instanceof Operand.Reach(var days) ->
                    Days.holds(operator, day, days, today);
            case Fact.Moment(var at) when condition.operand() instanceof Operand.Moments(var first, var last) ->
                    compare(operator, at, first, last);
            default -> throw new IllegalStateException(condition.field().name() + ": fact and operand do not fit");
        };
    }

    private static boolean compare(Operator operator, String text, Set<String> wanted) {
        return switch (operator) {
            case EQ, IN -> wanted.contains(text);
            case CONTAINS -> wanted.stream().anyMatch(text::contains);
            case STARTS_WITH -> wanted.stream().anyMatch(text::startsWith);
            default -> throw unfit(operator);
        };
    }

    private static boolean compare(Operator operator, Set<String> texts, Set<String> wanted) {
        return switch (operator) {
            case HAS_ANY -> wanted.stream().anyMatch(texts::contains);
            case HAS_ALL -> texts.containsAll(wanted);
            case CONTAINS, STARTS_WITH -> texts.stream().anyMatch(text -> compare(operator, text, wanted));
            default -> throw unfit(operator);
        };
    }

    private static boolean compare(Operator operator, BigDecimal number, List<BigDecimal> wanted) {
        int toFirst = number.compareTo(wanted.getFirst());
        return switch (operator) {
            case EQ -> toFirst == 0;
            case IN -> wanted.stream().anyMatch(one -> one.compareTo(number) == 0);
            case GT -> toFirst > 0;
            case GTE -> toFirst >= 0;
            case LT -> toFirst < 0;
            case LTE -> toFirst <= 0;
            case BETWEEN -> toFirst >= 0 && number.compareTo(wanted.getLast()) <= 0;
            default -> throw unfit(operator);
        };
    }

    private static <T> boolean compare(Operator operator, Comparable<T> value, T first, T last) {
        return switch (operator) {
            case EQ -> value.compareTo(first) == 0;
            case BEFORE -> value.compareTo(first) < 0;
            case AFTER -> value.compareTo(first) > 0;
            case BETWEEN -> value.compareTo(first) >= 0 && value.compareTo(last) <= 0;
            default -> throw unfit(operator);
        };
    }

    private static IllegalStateException unfit(Operator operator) {
        return new IllegalStateException(operator + " (expected: an operator that fits the fact)");
    }
}
