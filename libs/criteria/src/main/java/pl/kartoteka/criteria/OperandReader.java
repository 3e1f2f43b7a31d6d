package pl.kartoteka.criteria;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the value of one condition as its field and operator want it. */
final class OperandReader {
    static final int MOST_VALUES = 1000;
    static final int LONGEST_TEXT = 500;
    static final int FARTHEST_DAY = 36_500;
    static final int FARTHEST_ANNIVERSARY = 366;

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,20})?");
    private static final BigDecimal LARGEST = new BigDecimal("1e30");
    private static final Pattern ID = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final String path;
    private final List<CriteriaMistake> mistakes;
    private final Map<UUID, String> segmentPaths;

    OperandReader(String path, List<CriteriaMistake> mistakes, Map<UUID, String> segmentPaths) {
        this.segmentPaths = segmentPaths;
        this.path = path;
        this.mistakes = mistakes;
    }

    Rule.@Nullable Condition read(Field field, Operator operator, @Nullable JsonNode value) {
        if (operator.positive() == Operator.IS_SET) {
            if (value != null && !value.isNull()) {
                mistake(path, "criteria.value.unexpected", Map.of("operator", operator.jsonName()));
                return null;
            }
            Field seen = field.type() == FieldType.CUSTOM ? field.as(FieldType.CUSTOM) : field;
            return new Rule.Condition(seen, operator, new Operand.Nothing());
        }
        if (value == null || value.isNull()) {
            mistake(path, "criteria.value.missing", Map.of());
            return null;
        }
        Field seen = field.type() == FieldType.CUSTOM ? custom(field, operator, value) : field;
        Operand operand = operand(seen, operator, value);
        return operand == null ? null : new Rule.Condition(seen, operator, operand);
    }

    private static Field custom(Field field, Operator operator, JsonNode value) {
        return switch (operator) {
            case CONTAINS, STARTS_WITH -> field.asTexts();
            default -> field.as(customType(operator, value));
        };
    }

    /** What kind of fact a condition on a custom field means. */
    private static FieldType customType(Operator operator, JsonNode value) {
        JsonNode first = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        return switch (operator.positive()) {
            case GT, GTE, LT, LTE -> FieldType.NUMBER;
            case BEFORE, AFTER, WITHIN_LAST_DAYS, WITHIN_NEXT_DAYS, ANNIVERSARY_WITHIN_DAYS -> FieldType.DAY;
            case BETWEEN -> first.isString() && Days.parse(first.stringValue()).isPresent()
                    ? FieldType.DAY
                    : FieldType.NUMBER;
            case HAS_ANY, HAS_ALL -> FieldType.SET;
            default -> first.isNumber() ? FieldType.NUMBER : first.isBoolean() ? FieldType.FLAG : FieldType.TEXT;
        };
    }

    private @Nullable Operand operand(Field field, Operator operator, JsonNode value) {
        return switch (operator.positive()) {
            case WITHIN_LAST_DAYS, WITHIN_NEXT_DAYS -> reach(value, FARTHEST_DAY);
            case ANNIVERSARY_WITHIN_DAYS -> reach(value, FARTHEST_ANNIVERSARY);
            case IN -> field.type() == FieldType.NUMBER
                    ? list(value, this::number).map(Operand.Numbers::new).orElse(null)
                    : texts(field, operator, value);
            case HAS_ANY, HAS_ALL -> texts(field, operator, value);
            case IN_SEGMENT -> segments(value);
            case BETWEEN -> range(field, value);
            default -> single(field, operator, value);
        };
    }

    private @Nullable Operand single(Field field, Operator operator, JsonNode value) {
        return switch (field.type()) {
            case TEXT, SET -> text(field, operator, value, path).map(text -> new Operand.Texts(Set.of(text)))
                    .orElse(null);
            case NUMBER -> number(value, path).map(number -> new Operand.Numbers(List.of(number))).orElse(null);
            case FLAG -> flag(value);
            case DAY -> day(value, path).map(day -> new Operand.Dates(day, day)).orElse(null);
            case MOMENT -> momentOrDay(value);
            case CUSTOM, SEGMENT ->
                    throw new IllegalStateException(field.name() + ": no operator takes a single value");
        };
    }

    private @Nullable Operand range(Field field, JsonNode value) {
        if (!value.isArray() || value.size() != 2) {
            mistake(path, "criteria.value.range", Map.of());
            return null;
        }
        boolean days = field.type() == FieldType.DAY
                || field.type() == FieldType.MOMENT && Days.parse(value.get(0).asString("")).isPresent();
        if (field.type() == FieldType.NUMBER) {
            return ends(value, this::number).map(ends -> new Operand.Numbers(ends)).orElse(null);
        }
        return days
                ? ends(value, this::day).map(ends -> new Operand.Dates(ends.getFirst(), ends.getLast())).orElse(null)
                : ends(value, this::moment).map(ends -> new Operand.Moments(ends.getFirst(), ends.getLast()))
                        .orElse(null);
    }

    /** Both ends, the first not above the last. */
    private <T extends Comparable<? super T>> Optional<List<T>> ends(
            JsonNode value, BiFunction<JsonNode, String, Optional<T>> reader) {
        Optional<List<T>> ends = list(value, reader);
        if (ends.isPresent() && ends.get().getFirst().compareTo(ends.get().getLast()) > 0) {
            mistake(path, "criteria.value.range", Map.of());
            return Optional.empty();
        }
        return ends;
    }

    private @Nullable Operand momentOrDay(JsonNode value) {
        Optional<LocalDate> day = value.isString() ? Days.parse(value.stringValue()) : Optional.empty();
        return day.isPresent()
                ? new Operand.Dates(day.get(), day.get())
                : moment(value, path).map(at -> new Operand.Moments(at, at)).orElse(null);
    }

    private @Nullable Operand flag(JsonNode value) {
        if (!value.isBoolean()) {
            mistake(path, "criteria.value.flag", Map.of());
            return null;
        }
        return new Operand.Flag(value.booleanValue());
    }

    private @Nullable Operand reach(JsonNode value, int farthest) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0
                || value.intValue() > farthest) {
            mistake(path, "criteria.value.days", Map.of("most", farthest));
            return null;
        }
        return new Operand.Reach(value.intValue());
    }

    private @Nullable Operand texts(Field field, Operator operator, JsonNode value) {
        Optional<List<String>> texts = list(value, (node, at) -> text(field, operator, node, at));
        return texts.map(list -> new Operand.Texts(new LinkedHashSet<>(list))).orElse(null);
    }

    /** One id, or a list of which one is enough. */
    private @Nullable Operand segments(JsonNode value) {
        Optional<List<UUID>> ids = value.isArray()
                ? list(value, this::segment)
                : segment(value, path).map(List::of);
        return ids.map(list -> new Operand.Segments(Set.copyOf(list))).orElse(null);
    }

    private <T> Optional<List<T>> list(JsonNode value, BiFunction<JsonNode, String, Optional<T>> reader) {
        if (!value.isArray() || value.isEmpty() || value.size() > MOST_VALUES) {
            mistake(path, "criteria.value.list", Map.of("most", MOST_VALUES));
            return Optional.empty();
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            reader.apply(value.get(i), path + "[" + i + "]").ifPresent(read::add);
        }
        return read.size() == value.size() ? Optional.of(read) : Optional.empty();
    }

    private Optional<String> text(Field field, Operator operator, JsonNode value, String at) {
        if (!value.isString() || value.stringValue().length() > LONGEST_TEXT) {
            return mistake(at, "criteria.value.text", Map.of("most", LONGEST_TEXT));
        }
        String folded = field.spelling().fold(value.stringValue());
        if (folded.isEmpty()) {
            return mistake(at, "criteria.value.text", Map.of("most", LONGEST_TEXT));
        }
        boolean whole = operator.positive() == Operator.EQ || operator.positive() == Operator.IN;
        if (whole && !field.allowed().isEmpty() && !field.allowed().contains(folded)) {
            String allowed = String.join(", ", new TreeSet<>(field.allowed())).toUpperCase(Locale.ROOT);
            return mistake(at, "criteria.value.choice", Map.of("allowed", allowed));
        }
        return Optional.of(folded);
    }

    /** A number, or one as text, as amounts of money are written. */
    private Optional<BigDecimal> number(JsonNode value, String at) {
        if (value.isString() && DECIMAL.matcher(value.stringValue()).matches()) {
            return Optional.of(new BigDecimal(value.stringValue()));
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            BigDecimal number = value.decimalValue();
            if (number.abs().compareTo(LARGEST) < 0 && number.scale() <= 20) {
                return Optional.of(number);
            }
        }
        return mistake(at, "criteria.value.number", Map.of());
    }

    private Optional<LocalDate> day(JsonNode value, String at) {
        Optional<LocalDate> day = value.isString() ? Days.parse(value.stringValue()) : Optional.empty();
        return day.isPresent() ? day : mistake(at, "criteria.value.day", Map.of());
    }

    private Optional<Instant> moment(JsonNode value, String at) {
        Optional<Instant> moment = value.isString() ? Days.parseInstant(value.stringValue()) : Optional.empty();
        return moment.isPresent() ? moment : mistake(at, "criteria.value.moment", Map.of());
    }

    private Optional<UUID> segment(JsonNode value, String at) {
        if (!value.isString() || !ID.matcher(value.stringValue()).matches()) {
            return mistake(at, "criteria.value.segment", Map.of());
        }
        UUID id = UUID.fromString(value.stringValue());
        segmentPaths.putIfAbsent(id, at);
        return Optional.of(id);
    }

    private <T> Optional<T> mistake(String at, String code, Map<String, Object> arguments) {
        mistakes.add(new CriteriaMistake(at, code, arguments));
        return Optional.empty();
    }
}
