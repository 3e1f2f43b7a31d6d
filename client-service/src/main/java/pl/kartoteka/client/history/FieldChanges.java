package pl.kartoteka.client.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What differs between two states of a card, field by field. */
public final class FieldChanges {
    private final List<FieldChange> found = new ArrayList<>();

    private FieldChanges() {}

    /** Everything a new card says. */
    public static List<FieldChange> of(JsonNode card) {
        return between(JsonNodeFactory.instance.objectNode(), card);
    }

    /** The changes that lead from one card to the other, both as JSON. */
    public static List<FieldChange> between(JsonNode before, JsonNode after) {
        var changes = new FieldChanges();
        changes.members("", before, after);
        return List.copyOf(changes.found);
    }

    private void compare(String field, JsonNode before, JsonNode after) {
        if (before.equals(after) || isEmpty(before) && isEmpty(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            members(field + ".", before, after);
        } else if (areOneToOne(before, after)) {
            for (int i = 0; i < before.size(); i++) {
                compare(field + "[" + i + "]", before.get(i), after.get(i));
            }
        } else {
            found.add(new FieldChange(field, isEmpty(before) ? null : before, isEmpty(after) ? null : after));
        }
    }

    private void members(String prefix, JsonNode before, JsonNode after) {
        var names = new LinkedHashSet<String>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.forEach(name -> compare(prefix + name, before.path(name), after.path(name)));
    }

    /** Lists of as many objects are compared one by one; a list that grew or shrank has changed as a whole. */
    private static boolean areOneToOne(JsonNode before, JsonNode after) {
        return before.isArray()
                && after.isArray()
                && before.size() == after.size()
                && Stream.concat(before.valueStream(), after.valueStream()).allMatch(JsonNode::isObject);
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isContainer() && node.isEmpty();
    }
}
