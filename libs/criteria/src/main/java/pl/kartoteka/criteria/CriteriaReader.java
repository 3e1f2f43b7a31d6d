package pl.kartoteka.criteria;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads criteria from JSON and names every mistake in them by its path, all in one go. */
public final class CriteriaReader {
    public static final int DEEPEST = 10;
    public static final int MOST_NODES = 500;

    private static final Set<String> GROUPS = Set.of("all", "any", "none", "not");
    private static final Set<String> CONDITION = Set.of("field", "op", "value");

    private final List<CriteriaMistake> mistakes = new ArrayList<>();
    private final Map<UUID, String> segmentPaths = new HashMap<>();
    private final FieldCatalogue fields;
    private int nodes;

    private CriteriaReader(FieldCatalogue fields) {
        this.fields = fields;
    }

    /** @param path what the tree is called in the request, the start of every path in a mistake */
    public static CriteriaReading read(JsonNode criteria, String path, FieldCatalogue fields) {
        CriteriaReader reader = new CriteriaReader(fields);
        Rule rule = reader.rule(criteria, path, 1);
        return rule == null || !reader.mistakes.isEmpty()
                ? new CriteriaReading.Refused(List.copyOf(reader.mistakes))
                : new CriteriaReading.Understood(rule, Map.copyOf(reader.segmentPaths));
    }

    /** Criteria that were understood before, from storage. */
    public static Rule stored(JsonNode criteria, FieldCatalogue fields) {
        return switch (read(criteria, "criteria", fields)) {
            case CriteriaReading.Understood(var rule, _) -> rule;
            case CriteriaReading.Refused(var mistakes) ->
                    throw new IllegalStateException("stored criteria are not understood: " + mistakes);
        };
    }

    private @Nullable Rule rule(JsonNode node, String path, int depth) {
        nodes++;
        if (depth > DEEPEST) {
            return mistake(path, "criteria.too-deep", Map.of("most", DEEPEST));
        }
        if (nodes > MOST_NODES) {
            return nodes == MOST_NODES + 1
                    ? mistake(path, "criteria.too-large", Map.of("most", MOST_NODES))
                    : null;
        }
        if (!node.isObject()) {
            return mistake(path, "criteria.node");
        }
        Set<String> names = new TreeSet<>(node.propertyNames());
        List<String> groups = names.stream().filter(GROUPS::contains).toList();
        if (groups.size() > 1 || groups.isEmpty() && names.stream().noneMatch(CONDITION::contains)) {
            return mistake(path, "criteria.node");
        }
        Set<String> known = groups.isEmpty() ? CONDITION : Set.copyOf(groups);
        names.stream().filter(name -> !known.contains(name))
                .forEach(name -> mistake(path + "." + name, "criteria.unknown-key"));
        return groups.isEmpty() ? condition(node, path) : group(groups.getFirst(), node, path, depth);
    }

    private @Nullable Rule group(String name, JsonNode node, String path, int depth) {
        JsonNode content = node.get(name);
        String contentPath = path + "." + name;
        if (name.equals("not")) {
            Rule inner = rule(content, contentPath, depth + 1);
            return inner == null ? null : new Rule.Not(inner);
        }
        if (!content.isArray() || content.isEmpty()) {
            return mistake(contentPath, "criteria.list");
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            Rule inner = rule(content.get(i), contentPath + "[" + i + "]", depth + 1);
            if (inner != null) {
                rules.add(inner);
            }
        }
        return switch (name) {
            case "all" -> new Rule.All(List.copyOf(rules));
            case "any" -> new Rule.Any(List.copyOf(rules));
            default -> new Rule.None(List.copyOf(rules));
        };
    }

    private @Nullable Rule condition(JsonNode node, String path) {
        Optional<Operator> operator = operator(node.get("op"), path + ".op");
        boolean onSegments = operator.filter(op -> op.appliesTo(FieldType.SEGMENT)).isPresent();
        Optional<Field> field = onSegments && !node.has("field")
                ? fields.find(FieldCatalogue.SEGMENT_FIELD)
                : field(node.get("field"), path + ".field");
        if (field.isEmpty() || operator.isEmpty()) {
            return null;
        }
        if (!operator.get().appliesTo(field.get().type())) {
            return mistake(
                    path + ".op", "criteria.operator.not-applicable",
                    Map.of("field", field.get().name(), "operator", operator.get().jsonName()));
        }
        OperandReader values = new OperandReader(path + ".value", mistakes, segmentPaths);
        return values.read(field.get(), operator.get(), node.get("value"));
    }

    private Optional<Field> field(@Nullable JsonNode node, String path) {
        if (node == null || !node.isString()) {
            mistake(path, "criteria.field.missing");
            return Optional.empty();
        }
        Optional<Field> field = fields.find(node.stringValue());
        if (field.isEmpty()) {
            mistake(
                    path, fields.withholds(node.stringValue()) ? "criteria.field.withheld" : "criteria.field.unknown",
                    Map.of("field", shown(node.stringValue())));
        }
        return field;
    }

    private Optional<Operator> operator(@Nullable JsonNode node, String path) {
        if (node == null || !node.isString()) {
            mistake(path, "criteria.operator.missing");
            return Optional.empty();
        }
        Optional<Operator> operator = Operator.named(node.stringValue());
        if (operator.isEmpty()) {
            mistake(path, "criteria.operator.unknown", Map.of("operator", shown(node.stringValue())));
        }
        return operator;
    }

    private static String shown(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }

    private @Nullable Rule mistake(String path, String code) {
        return mistake(path, code, Map.of());
    }

    private @Nullable Rule mistake(String path, String code, Map<String, Object> arguments) {
        mistakes.add(new CriteriaMistake(path, code, arguments));
        return null;
    }
}
