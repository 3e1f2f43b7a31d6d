package pl.kartoteka.client.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The survivor's card without what the merge brought. What was changed since stays; of a list that was changed since, what the merge
 * added goes.
 *
 * @param kept fields that were changed since the merge
 */
record RestoredCard(ObjectNode card, List<String> kept) {

    static RestoredCard of(ObjectNode before, ObjectNode after, ObjectNode current) {
        var names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        ObjectNode card = current.deepCopy();
        var kept = new ArrayList<String>();
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode became = after.path(name);
            JsonNode is = current.path(name);
            if (was.equals(became)) {
                continue;
            }
            if (is.equals(became)) {
                card.set(name, was.isMissingNode() ? card.nullNode() : was);
                continue;
            }
            kept.add(name);
            if (was instanceof ArrayNode old && became instanceof ArrayNode grown && is instanceof ArrayNode list) {
                card.set(name, without(list, old, grown));
            }
        }
        return new RestoredCard(card, List.copyOf(kept));
    }

    private static ArrayNode without(ArrayNode list, ArrayNode old, ArrayNode grown) {
        ArrayNode rest = list.arrayNode();
        list.forEach(element -> {
            boolean brought = contains(grown, element) && !contains(old, element);
            if (!brought) {
                rest.add(element);
            }
        });
        return rest;
    }

    private static boolean contains(ArrayNode list, JsonNode element) {
        return list.valueStream().anyMatch(element::equals);
    }
}
