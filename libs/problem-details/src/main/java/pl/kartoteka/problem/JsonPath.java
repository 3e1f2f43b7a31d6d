package pl.kartoteka.problem;

import java.util.List;

import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where in a request something is, written {@code addresses[0].postalCode}. */
record JsonPath(List<Reference> steps) {
    static JsonPath of(List<Reference> steps) {
        return new JsonPath(List.copyOf(steps));
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    /** Whether one path is the other or lies within it. */
    static boolean related(String one, String other) {
        return within(one, other) || within(other, one);
    }

    static boolean within(String inner, String outer) {
        return outer.isEmpty()
                || inner.equals(outer)
                || inner.startsWith(outer + ".")
                || inner.startsWith(outer + "[");
    }

    boolean isAbsentFrom(JsonNode root) {
        JsonNode node = in(root, steps.size());
        return node.isMissingNode() || node.isNull();
    }

    /** Puts the value there; where something is missing on the way, nothing. */
    void set(JsonNode root, JsonNode value) {
        Reference last = steps.getLast();
        switch (in(root, steps.size() - 1)) {
            case ObjectNode object -> object.set(last.getPropertyName(), value);
            case ArrayNode array when last.getIndex() >= 0 && last.getIndex() < array.size() ->
                    array.set(last.getIndex(), value);
            default -> {
                // Nothing to hold it.
            }
        }
    }

    /** Takes out what is there; an element of a list leaves a null, so that the others keep their places. False at the root. */
    boolean prune(JsonNode root) {
        for (int depth = steps.size(); depth > 0; depth--) {
            JsonNode node = in(root, depth);
            Reference last = steps.get(depth - 1);
            JsonNode parent = in(root, depth - 1);
            if (parent instanceof ObjectNode object && !node.isMissingNode()) {
                object.remove(last.getPropertyName());
                return true;
            }
            if (parent instanceof ArrayNode array && !node.isMissingNode() && !node.isNull()) {
                array.setNull(last.getIndex());
                return true;
            }
        }
        return false;
    }

    private JsonNode in(JsonNode root, int depth) {
        JsonNode node = root;
        for (Reference step : steps.subList(0, depth)) {
            node = step.getPropertyName() != null ? node.path(step.getPropertyName()) : node.path(step.getIndex());
        }
        return node;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (Reference step : steps) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
