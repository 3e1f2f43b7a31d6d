package pl.kartoteka.test;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.Field;
import pl.kartoteka.criteria.FieldCatalogue;
import pl.kartoteka.criteria.FieldType;
import pl.kartoteka.criteria.Operator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Criteria and facts by the seed: few values, so that they meet, and the ones that bite. */
public final class RandomCriteria {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    public static final List<UUID> SEGMENTS = List.of(
            UUID.fromString("00000000-0000-7000-8000-000000000001"),
            UUID.fromString("00000000-0000-7000-8000-000000000002"));

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> WORDS = List.of(
            "Łódź", "ŁÓDŹ", " łódź ", "Lodz", "Z\u0301ółć", "Źółć", "złoty  kłos", "Złoty\tKłos", "ZŁOTY KŁOS", "a",
            "A",
            "ą", "IT", "it", "İstanbul", "straße", "STRASSE", "x_y%z\\", "'; drop table profile; --", "50%", "_",
            "774-000-14-54", "7740001454", "+48 500 100 200", "+48500100200", "90-001", "90001", "😀 firma",
            "\u0000nul", "\u00a0 twarda\u2003spacja", "STANDARD", "POTENTIAL", "GRANTED", "2026-11-22", "true", "10");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "1.0", "1.00", "-1", "0.1", "0.30", "10", "99999999999999.99", "123.45", "-0.0", "2026");
    private static final List<String> OFTEN = List.of(
            "createdAt", "documents.lastDate", "address.city", "traits", "phones", "messages.lastSentAt");
    private static final List<String> CUSTOM = List.of("tier", "żółty", "kod_1");

    private final Random random;
    private final List<Field> fixed;
    private final FieldCatalogue fields;

    /** @param fixed the fields of a service beside custom fields and consents */
    public RandomCriteria(long seed, List<Field> fixed, FieldCatalogue fields) {
        this.random = new Random(seed);
        this.fixed = fixed;
        this.fields = fields;
    }

    public JsonNode rule(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return condition();
        }
        ObjectNode node = JSON.createObjectNode();
        switch (random.nextInt(4)) {
            case 0 -> node.set("all", rules(depth));
            case 1 -> node.set("any", rules(depth));
            case 2 -> node.set("none", rules(depth));
            default -> node.set("not", rule(depth - 1));
        }
        return node;
    }

    private ArrayNode rules(int depth) {
        ArrayNode rules = JSON.createArrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            rules.add(rule(depth - 1));
        }
        return rules;
    }

    private ObjectNode condition() {
        Field field = field();
        List<Operator> fitting = Arrays.stream(Operator.values()).filter(op -> op.appliesTo(field.type())).toList();
        Operator operator = pick(fitting);
        ObjectNode node = JSON.createObjectNode().put("field", field.name()).put("op", operator.jsonName());
        JsonNode value = value(field, operator);
        if (value != null) {
            node.set("value", value);
        }
        return node;
    }

    private Field field() {
        return switch (random.nextInt(5)) {
            case 0 -> fields.find("customFields." + pick(CUSTOM)).orElseThrow();
            case 1 -> pick(fixed.stream().filter(field -> OFTEN.contains(field.name())).toList());
            case 2 -> fields.find("consent.EMAIL_MARKETING").orElseThrow();
            default -> pick(fixed);
        };
    }

    private @Nullable JsonNode value(Field field, Operator operator) {
        return switch (operator.positive()) {
            case IS_SET -> null;
            case WITHIN_LAST_DAYS, WITHIN_NEXT_DAYS -> number(pick(List.of("0", "1", "30", "90", "365", "36500")));
            case ANNIVERSARY_WITHIN_DAYS -> number(pick(List.of("0", "1", "7", "100", "365", "366")));
            case IN_SEGMENT -> random.nextBoolean()
                    ? JSON.valueToTree(pick(SEGMENTS).toString())
                    : JSON.valueToTree(SEGMENTS);
            case BETWEEN -> between(field);
            case IN -> list(field);
            case HAS_ANY, HAS_ALL -> JSON.valueToTree(List.of(word(field), word(field)));
            case CONTAINS, STARTS_WITH -> JSON.valueToTree(word(field));
            case GT, GTE, LT, LTE -> number(pick(NUMBERS));
            default -> single(field);
        };
    }

    private JsonNode single(Field field) {
        return switch (field.type()) {
            case TEXT, SET -> JSON.valueToTree(word(field));
            case NUMBER -> number(pick(NUMBERS));
            case FLAG -> JSON.valueToTree(random.nextBoolean());
            case DAY -> JSON.valueToTree(day().toString());
            case MOMENT -> JSON.valueToTree(random.nextBoolean() ? day().toString() : moment().toString());
            case CUSTOM -> pick(List.of(
                    JSON.valueToTree(word(field)), number(pick(NUMBERS)), JSON.valueToTree(random.nextBoolean()),
                    JSON.valueToTree(day().toString())));
            case SEGMENT -> throw new IllegalStateException("a segment has no single value");
        };
    }

    private JsonNode list(Field field) {
        return field.type() == FieldType.NUMBER || field.type() == FieldType.CUSTOM && random.nextBoolean()
                ? JSON.createArrayNode().add(number(pick(NUMBERS))).add(number(pick(NUMBERS)))
                : JSON.valueToTree(List.of(word(field), word(field)));
    }

    private JsonNode between(Field field) {
        boolean numbers = field.type() == FieldType.NUMBER || field.type() == FieldType.CUSTOM && random.nextBoolean();
        if (numbers) {
            List<BigDecimal> ends = List.of(new BigDecimal(pick(NUMBERS)), new BigDecimal(pick(NUMBERS)));
            return JSON.valueToTree(ends.stream().sorted().toList());
        }
        if (field.type() == FieldType.MOMENT && random.nextBoolean()) {
            List<Instant> ends = List.of(moment(), moment());
            return JSON.valueToTree(ends.stream().sorted().map(Instant::toString).toList());
        }
        List<LocalDate> ends = List.of(day(), day());
        return JSON.valueToTree(ends.stream().sorted().map(LocalDate::toString).toList());
    }

    /** A text of the kind that criteria ask about. */
    public String word() {
        return pick(WORDS);
    }

    private String word(Field field) {
        return field.allowed().isEmpty() ? pick(WORDS) : pick(field.allowed().stream().sorted().toList());
    }

    public Facts facts() {
        Facts.Builder facts = Facts.builder(fields);
        for (Field field : fixed) {
            if (random.nextInt(3) > 0) {
                fact(facts, field);
            }
        }
        if (random.nextBoolean()) {
            facts.text("consent.EMAIL_MARKETING", pick(List.of("GRANTED", "WITHDRAWN", "PENDING")));
        }
        for (String code : CUSTOM) {
            facts.custom(code, pick(Arrays.<@Nullable Object>asList(
                    null, pick(WORDS), new BigDecimal(pick(NUMBERS)), random.nextBoolean(), day().toString(),
                    List.of(pick(WORDS), pick(WORDS)), List.of(), 7, 0.1)));
        }
        return facts.build();
    }

    private void fact(Facts.Builder facts, Field field) {
        switch (field.type()) {
            case TEXT -> facts.text(field.name(), word(field));
            case NUMBER -> facts.number(field.name(), new BigDecimal(pick(NUMBERS)));
            case FLAG -> facts.flag(field.name(), random.nextBoolean());
            case DAY -> facts.day(field.name(), day());
            case MOMENT -> facts.moment(field.name(), moment());
            case SET -> facts.set(field.name(), random.nextBoolean()
                    ? List.of(pick(WORDS))
                    : List.of(pick(WORDS), pick(WORDS), pick(WORDS)));
            case CUSTOM, SEGMENT -> {
                // Custom fields are made apart; membership is no fact.
            }
        }
    }

    /** Around today, around the changes of the clock, leap days, and the ends of the calendar. */
    private LocalDate day() {
        return switch (random.nextInt(6)) {
            case 0 -> pick(List.of(
                    LocalDate.of(2024, 2, 29), LocalDate.of(2000, 2, 29), LocalDate.of(1, 1, 1),
                    LocalDate.of(9999, 12, 31), LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25)));
            case 1 -> TODAY.minusYears(random.nextInt(50)).plusDays(random.nextInt(8));
            default -> TODAY.plusDays(random.nextInt(-100, 100));
        };
    }

    private Instant moment() {
        LocalTime time = pick(List.of(
                LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000), LocalTime.of(22, 30), LocalTime.of(2, 30)));
        LocalDate day = day();
        LocalDate inside = day.getYear() == 1 || day.getYear() == 9999 ? TODAY : day;
        return inside.atTime(time).atZone(random.nextBoolean() ? Facts.WARSAW : ZoneOffset.UTC).toInstant();
    }

    private static JsonNode number(String text) {
        BigDecimal number = new BigDecimal(text);
        return number.stripTrailingZeros().scale() <= 0
                ? JSON.valueToTree(number.toBigInteger())
                : JSON.valueToTree(number);
    }

    public <T extends @Nullable Object> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
