package pl.kartoteka.criteria;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Facts as they are stored: days as days and instants as microseconds since 1970-01-01, the rest as JSON has it. */
public final class FactsJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FactsJson() {}

    public static String write(Facts facts) {
        ObjectNode json = JSON.createObjectNode();
        facts.byKey().forEach((key, fact) -> {
            switch (fact) {
                case Fact.Text(var folded) -> json.put(key, folded);
                case Fact.Number(var value) -> json.put(key, value);
                case Fact.Flag(var value) -> json.put(key, value);
                case Fact.Day(var date) -> json.put(key, date.toEpochDay());
                case Fact.Moment(var at) -> json.put(key, ChronoUnit.MICROS.between(Instant.EPOCH, at));
                case Fact.Many(var folded) -> {
                    ArrayNode array = json.putArray(key);
                    folded.stream().sorted().forEach(array::add);
                }
            }
        });
        return JSON.writeValueAsString(json);
    }

    /** What was written; facts of fields that no longer exist are left out. */
    public static Facts read(String text, FieldCatalogue fields) {
        Map<String, Fact> facts = new HashMap<>();
        JSON.readTree(text).properties().forEach(entry -> typeOf(entry.getKey(), fields)
                .ifPresent(type -> facts.put(entry.getKey(), fact(type, entry.getValue()))));
        return new Facts(facts);
    }

    private static Fact fact(FieldType type, JsonNode value) {
        return switch (type) {
            case TEXT -> new Fact.Text(value.stringValue());
            case NUMBER -> new Fact.Number(new BigDecimal(value.asString()));
            case FLAG -> new Fact.Flag(value.booleanValue());
            case DAY -> new Fact.Day(LocalDate.ofEpochDay(value.longValue()));
            case MOMENT -> new Fact.Moment(Instant.EPOCH.plus(value.longValue(), ChronoUnit.MICROS));
            case SET -> new Fact.Many(texts(value));
            case CUSTOM, SEGMENT -> throw new IllegalStateException(type + " (expected: a type that facts have)");
        };
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }

    private static Optional<FieldType> typeOf(String key, FieldCatalogue fields) {
        int mark = key.indexOf('#');
        if (mark < 0) {
            return fields.find(key).map(Field::type);
        }
        return switch (key.substring(mark + 1)) {
            case "text" -> Optional.of(FieldType.TEXT);
            case "number" -> Optional.of(FieldType.NUMBER);
            case "flag", "set?" -> Optional.of(FieldType.FLAG);
            case "day" -> Optional.of(FieldType.DAY);
            case "set" -> Optional.of(FieldType.SET);
            default -> Optional.empty();
        };
    }
}
