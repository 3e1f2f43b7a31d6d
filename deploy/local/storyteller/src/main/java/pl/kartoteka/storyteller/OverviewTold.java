package pl.kartoteka.storyteller;

import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** The overview of a client in a few lines; a part that is missing ends the story. */
final class OverviewTold {

    private static final int LONGEST_LIST = 4;

    private final Narrator narrator;

    OverviewTold(Narrator narrator) {
        this.narrator = narrator;
    }

    void tell(JsonNode overview) {
        var card = overview.path("client");
        narrator.fact("card", card.path("name").asString("") + ", NIP " + card.path("nip").asString("") + ", "
                + card.path("stage").asString("") + ", version " + card.path("version").asInt());
        list(overview, "branches", item -> item.path("name").asString(""));
        list(overview, "consents", item -> item.path("status").asString("").equals("NOT_ASKED")
                ? ""
                : item.path("purpose").asString("") + " " + item.path("status").asString(""));
        list(overview, "segments", item -> item.path("name").asString(""));
        list(overview, "documents", item -> item.path("number").asString("") + " "
                + item.path("gross").path("amount").asString("") + " "
                + item.path("gross").path("currency").asString(""));
        list(overview, "messages", item -> (item.path("channel").asString("") + " " + item.path("status").asString("")
                + " " + item.path("reason").asString("")).strip());
        list(overview, "history", item -> item.path("action").asString("") + " " + item.path("field").asString("")
                + " by " + item.path("who").asString(""));
        var missing = overview.path("missing");
        if (!missing.isArray() || !missing.isEmpty()) {
            throw new StoryBroken("the overview lacks " + missing + " " + overview.path("missingReasons"));
        }
        narrator.proves("nothing is missing: every part of four services has answered");
    }

    private void list(JsonNode overview, String part, Function<JsonNode, String> line) {
        var items = overview.path(part).path("items");
        var lines = items.valueStream().map(line).filter(text -> !text.isBlank()).toList();
        var told = lines.stream().limit(LONGEST_LIST).collect(Collectors.joining("; "));
        var more = lines.size() > LONGEST_LIST ? "; … (" + lines.size() + ")" : "";
        narrator.fact(part, told.isEmpty() ? "none" : told + more);
    }
}
