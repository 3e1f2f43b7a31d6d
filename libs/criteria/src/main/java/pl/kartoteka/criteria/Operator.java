package pl.kartoteka.criteria;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import static pl.kartoteka.criteria.FieldType.CUSTOM;
import static pl.kartoteka.criteria.FieldType.DAY;
import static pl.kartoteka.criteria.FieldType.FLAG;
import static pl.kartoteka.criteria.FieldType.MOMENT;
import static pl.kartoteka.criteria.FieldType.NUMBER;
import static pl.kartoteka.criteria.FieldType.SEGMENT;
import static pl.kartoteka.criteria.FieldType.SET;
import static pl.kartoteka.criteria.FieldType.TEXT;

/** The operators of the language with the types of fields they apply to. A custom field takes what one of them takes. */
public enum Operator {
    EQ("eq", TEXT, NUMBER, FLAG, DAY),
    NE("ne", TEXT, NUMBER, FLAG, DAY),
    IN("in", TEXT, NUMBER),
    NOT_IN("notIn", TEXT, NUMBER),
    CONTAINS("contains", TEXT, SET),
    STARTS_WITH("startsWith", TEXT, SET),
    GT("gt", NUMBER),
    GTE("gte", NUMBER),
    LT("lt", NUMBER),
    LTE("lte", NUMBER),
    BETWEEN("between", NUMBER, DAY, MOMENT),
    BEFORE("before", DAY, MOMENT),
    AFTER("after", DAY, MOMENT),
    WITHIN_LAST_DAYS("withinLastDays", DAY, MOMENT),
    NOT_WITHIN_LAST_DAYS("notWithinLastDays", DAY, MOMENT),
    WITHIN_NEXT_DAYS("withinNextDays", DAY, MOMENT),
    ANNIVERSARY_WITHIN_DAYS("anniversaryWithinDays", DAY, MOMENT),
    IS_SET("isSet", TEXT, NUMBER, FLAG, DAY, MOMENT, SET),
    IS_NOT_SET("isNotSet", TEXT, NUMBER, FLAG, DAY, MOMENT, SET),
    HAS_ANY("hasAny", SET),
    HAS_ALL("hasAll", SET),
    HAS_NONE("hasNone", SET),
    IN_SEGMENT("inSegment", SEGMENT),
    NOT_IN_SEGMENT("notInSegment", SEGMENT);

    private static final Map<String, Operator> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toMap(Operator::jsonName, Function.identity()));

    private final String jsonName;
    private final Set<FieldType> types;

    Operator(String jsonName, FieldType first, FieldType... more) {
        this.jsonName = jsonName;
        this.types = EnumSet.of(first, more);
    }

    public String jsonName() {
        return jsonName;
    }

    static Optional<Operator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public boolean appliesTo(FieldType type) {
        return type == CUSTOM ? !types.contains(SEGMENT) : types.contains(type);
    }

    /** The operator this one denies, or itself. */
    public Operator positive() {
        return switch (this) {
            case NE -> EQ;
            case NOT_IN -> IN;
            case NOT_WITHIN_LAST_DAYS -> WITHIN_LAST_DAYS;
            case IS_NOT_SET -> IS_SET;
            case HAS_NONE -> HAS_ANY;
            case NOT_IN_SEGMENT -> IN_SEGMENT;
            default -> this;
        };
    }

    boolean denies() {
        return positive() != this;
    }

    /** Whether its truth changes as days pass, the facts staying as they are. */
    boolean dependsOnToday() {
        return switch (positive()) {
            case WITHIN_LAST_DAYS, WITHIN_NEXT_DAYS, ANNIVERSARY_WITHIN_DAYS -> true;
            default -> false;
        };
    }
}
