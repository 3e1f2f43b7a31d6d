package pl.kartoteka.client.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.ErrorCollector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One card of two, field by field. Of what only one says, that is taken; of what both say, what was chosen. */
final class MergedCard {
    private static final String KIND = "kind";
    private static final String DATE = "date";
    private static final String STAGE = "stage";
    private static final String ROLE = "role";
    private static final String PRIMARY = "PRIMARY";
    private static final String USE = "use";
    private static final String USES = "uses";
    private static final String MAIN = "MAIN";
    private static final String ID_DOCUMENT = "idDocument";
    /** Those of one of the two, so that nobody is called from his hour to another's. */
    private static final List<String> HOURS = List.of("hoursFrom", "hoursTo");
    private static final List<String> IDENTITIES = List.of("address", "number", "url", "account", "subject");

    private final List<MergeField> fields = new ArrayList<>();
    private final ErrorCollector errors = new ErrorCollector();
    private final ObjectNode card;

    private MergedCard(ObjectNode card) {
        this.card = card;
    }

    /** A field in which the two differ, and whose value it will be. */
    record MergeField(String field, JsonNode survivor, JsonNode duplicate, Choice choice, List<Choice> choices) {
        /** With the values of cards that hide what not everybody may see. */
        MergeField showing(ObjectNode survivorCard, ObjectNode duplicateCard) {
            return new MergeField(field, survivorCard.path(field), duplicateCard.path(field), choice, choices);
        }
    }

    /**
     * @param foreign fields of the duplicate that the kind of the survivor has no place for
     * @param chosen by field, refused where a field has no such choice; the rest goes by what is usual
     */
    static MergedCard of(ObjectNode survivor, ObjectNode duplicate, Set<String> foreign, Map<String, Choice> chosen) {
        var merged = new MergedCard(survivor.deepCopy());
        var names = new LinkedHashSet<>(survivor.propertyNames());
        names.addAll(duplicate.propertyNames());
        names.remove(KIND);
        names.removeAll(foreign);
        chosen.forEach((name, choice) -> {
            if (!names.contains(name) && choice != Choice.SURVIVOR) {
                merged.refuse(name, List.of(Choice.SURVIVOR));
            }
        });
        for (String name : names) {
            merged.take(name, survivor.path(name), duplicate.path(name), chosen.get(name));
        }
        merged.errors.throwIfAny();
        return merged;
    }

    List<MergeField> fields() {
        return fields;
    }

    ObjectNode card() {
        return card;
    }

    private void take(String name, JsonNode survivor, JsonNode duplicate, @Nullable Choice chosen) {
        if (survivor.equals(duplicate) || isEmpty(survivor) && isEmpty(duplicate)) {
            return;
        }
        List<Choice> choices = areTogether(name, survivor, duplicate)
                ? List.of(Choice.values())
                : List.of(Choice.SURVIVOR, Choice.DUPLICATE);
        if (chosen != null && !choices.contains(chosen)) {
            refuse(name, choices);
            return;
        }
        Choice choice = chosen != null ? chosen : usual(name, survivor, duplicate);
        fields.add(new MergeField(name, survivor, duplicate, choice, choices));
        switch (choice) {
            case SURVIVOR -> {}
            case DUPLICATE -> card.set(name, duplicate.isMissingNode() ? card.nullNode() : duplicate);
            case BOTH -> card.set(name, both(survivor, duplicate));
        }
    }

    private void refuse(String name, List<Choice> choices) {
        errors.add("fields." + name, "choice.expected",
                Map.of("allowed", String.join(", ", choices.stream().map(Enum::name).toList())));
    }

    /** Lists, and what has fields of its own, each of which one of the two may say. */
    private static boolean areTogether(String name, JsonNode survivor, JsonNode duplicate) {
        return !name.equals(ID_DOCUMENT) && (survivor.isContainer() || duplicate.isContainer());
    }

    private static Choice usual(String name, JsonNode survivor, JsonNode duplicate) {
        if (name.equals(STAGE)) {
            return survivor.asString().equals("STANDARD") ? Choice.SURVIVOR : Choice.DUPLICATE;
        }
        if (isEmpty(survivor)) {
            return Choice.DUPLICATE;
        }
        if (isEmpty(duplicate)) {
            return Choice.SURVIVOR;
        }
        return areTogether(name, survivor, duplicate) ? Choice.BOTH : Choice.SURVIVOR;
    }

    private static JsonNode both(JsonNode survivor, JsonNode duplicate) {
        if (survivor instanceof ObjectNode first && duplicate instanceof ObjectNode second) {
            ObjectNode all = second.deepCopy();
            if (HOURS.stream().anyMatch(first::hasNonNull)) {
                all.remove(HOURS);
            }
            first.properties().stream().filter(member -> !isEmpty(member.getValue()))
                    .forEach(member -> all.set(member.getKey(), member.getValue()));
            return all;
        }
        if (isEmpty(survivor)) {
            return duplicate;
        }
        if (isEmpty(duplicate)) {
            return survivor;
        }
        ArrayNode all = ((ArrayNode) survivor).arrayNode();
        survivor.forEach(all::add);
        duplicate.forEach(element -> {
            if (all.valueStream().noneMatch(known -> areSame(known, element))) {
                all.add(beside(survivor, element));
            }
        });
        return all;
    }

    /** What there is one of only the survivor has: the main e-mail and phone, the registered address, the primary caretaker. */
    private static JsonNode beside(JsonNode survivor, JsonNode element) {
        if (!(element instanceof ObjectNode fields)) {
            return element;
        }
        ObjectNode other = fields.deepCopy();
        if (other.path(USES) instanceof ArrayNode uses && survivor.valueStream().anyMatch(MergedCard::isMain)) {
            ArrayNode rest = uses.arrayNode();
            uses.forEach(use -> {
                if (!use.asString().equals(MAIN)) {
                    rest.add(use);
                }
            });
            other.set(USES, rest);
        }
        if (other.path(ROLE).asString("").equals(PRIMARY)
                && survivor.valueStream().anyMatch(known -> known.path(ROLE).asString("").equals(PRIMARY))) {
            other.put(ROLE, "ADDITIONAL");
        }
        boolean taken = other.path(USE).isString()
                && survivor.valueStream().anyMatch(known -> known.path(USE).equals(fields.path(USE)));
        return taken ? other.put(USE, "DELIVERY") : other;
    }

    private static boolean isMain(JsonNode contact) {
        return contact.path(USES).valueStream().anyMatch(use -> use.asString().equals(MAIN));
    }

    private static boolean areSame(JsonNode known, JsonNode element) {
        if (known.equals(element)) {
            return true;
        }
        if (!known.isObject() || !element.isObject()) {
            return false;
        }
        if (element.has(DATE) && known.path(KIND).equals(element.path(KIND))) {
            return true;
        }
        Stream<String> identities = IDENTITIES.stream().filter(element::has);
        boolean identified = IDENTITIES.stream().anyMatch(element::has);
        return identified
                ? identities.allMatch(name -> text(known, name).equals(text(element, name)))
                : ((ObjectNode) known.deepCopy()).without(USE).equals(((ObjectNode) element.deepCopy()).without(USE));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("").toLowerCase(Locale.ROOT);
    }

    static boolean isEmpty(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isContainer() && node.isEmpty()
                || node.isBoolean() && !node.asBoolean();
    }
}
