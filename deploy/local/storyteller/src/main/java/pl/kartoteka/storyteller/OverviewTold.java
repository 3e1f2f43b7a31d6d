package pl.kartoteka.storyteller;

import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** The overview of a client in a few lines; a part that is missing ends the story. */
final class OverviewTold {

    private static final int LONGEST_LIST = 5;

    private final Narrator narrator;

    OverviewTold(Narrator narrator) {
        this.narrator = narrator;
    }

    void tell(JsonNode overview) {
        var card = overview.path("client");
        narrator.fact("card", card.path("name").asString("") + ", NIP " + card.path("nip").asString("") + ", "
                + card.path("stage").asString("") + ", version " + card.path("version").asInt());
        list(overview, "consents", item -> item.path("purpose").asString("") + " " + item.path("status").asString(""));
        list(overview, "segments", item -> item.path("name").asString(""));
        list(overview, "documents", item -> item.path("number").asString(""));
        list(overview, "messages", item -> (item.path("channel").asString("") + " " + item.path("status").asString("")
                + " " + item.path("reason").asString("")).strip());
        list(overview, "history", item -> item.path("action").asString(item.path("type").asString("change")));
        var missing = overview.path("missing");
        if (!missing.isArray() || !missing.isEmpty()) {
            throw new StoryBroken("the overview lacks " + missing + " " + overview.path("missingReasons"));
        }
        narrator.proves("nothing is missing: " + overview.propertyStream().count() + " parts from four services");
    }

    private void list(JsonNode overview, String part, Function<JsonNode, String> line) {
        var items = overview.path(part).path("items");
        var told = items.valueStream().limit(LONGEST_LIST).map(line).collect(Collectors.joining("; "));
        var more = items.size() > LONGEST_LIST ? "; … (" + items.size() + ")" : "";
        narrator.fact(part, told.isEmpty() ? "none" : told + more);
    }
}
