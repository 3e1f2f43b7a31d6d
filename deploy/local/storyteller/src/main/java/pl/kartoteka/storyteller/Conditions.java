package pl.kartoteka.storyteller;

import tools.jackson.databind.JsonNode;

/** The tree of conditions of a segment, each with what it came to for one client. */
final class Conditions {

    private final Narrator narrator;

    Conditions(Narrator narrator) {
        this.narrator = narrator;
    }

    void tell(JsonNode node) {
        tell(node, "");
    }

    private void tell(JsonNode node, String indent) {
        var verdict = node.path("holds").asBoolean(false) ? "holds      " : "does not   ";
        if (node.path("rules").isEmpty()) {
            var saw = node.path("saw").isMissingNode() ? "nothing" : text(node.path("saw"));
            narrator.says("  " + verdict + indent + node.path("field").asString("") + " " + node.path("op").asString("")
                    + " " + text(node.path("value")) + "   (saw " + saw + ")");
            return;
        }
        narrator.says("  " + verdict + indent + node.path("group").asString("") + " of");
        node.path("rules").forEach(rule -> tell(rule, indent + "  "));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }
}
