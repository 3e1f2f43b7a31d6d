package pl.kartoteka.storyteller;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A few clients, consents, a segment and templates, so that the first look at the suite is not at an empty one. */
final class DemoData {

    private static final int CREATED = 201;
    private static final int THERE_ALREADY = 409;

    private final Suite suite;
    private final Narrator narrator;
    private final JsonNode data = read();
    private final Map<String, String> idsByCode = new HashMap<>();

    DemoData(Suite suite, Narrator narrator) {
        this.suite = suite;
        this.narrator = narrator;
    }

    /** Loads what is not there yet. */
    void load() {
        narrator.title("Demo data");
        data.path("dictionaries").propertyStream().forEach(entry -> dictionary(entry.getKey(), entry.getValue()));
        clients();
        segments();
        for (var template : data.path("templates")) {
            suite.post(Role.ADMIN, "/message-templates", template).expect(List.of(CREATED, THERE_ALREADY));
        }
        narrator.proves("message templates: " + data.path("templates").size());
    }

    private void dictionary(String path, JsonNode entries) {
        for (var entry : entries) {
            var added = suite.post(Role.ADMIN, "/" + path, entry).expect(List.of(CREATED, THERE_ALREADY));
            if (added.status() == CREATED) {
                idsByCode.put(entry.path("code").asString(), added.text("id"));
            }
        }
        suite.get(Role.ADMIN, "/" + path + "?limit=500").expect(200).items()
                .forEach(
                        known -> idsByCode.putIfAbsent(known.path("code").asString(""), known.path("id").asString("")));
        narrator.proves(path + ": " + entries.size());
    }

    private void clients() {
        var cards = new ArrayList<JsonNode>();
        for (var client : data.path("clients")) {
            var card = client.path("card").deepCopy().asObject();
            card.put("groupId", idsByCode.get(client.path("group").asString("")));
            card.put("industryId", idsByCode.get(client.path("industry").asString("")));
            cards.add(card);
        }
        var outcomes = suite.post(Role.ADMIN, "/clients/batch", Map.of("items", cards)).expect(200).items();
        var registered = 0;
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).path("status").asInt() == CREATED) {
                registered++;
                consents(outcomes.get(i).path("client").path("id").asString(),
                        data.path("clients").path(i).path("consents"));
            } else if (outcomes.get(i).path("status").asInt() != THERE_ALREADY) {
                throw new StoryBroken("a client of the demo data was refused: " + outcomes.get(i).path("problem"));
            }
        }
        narrator.proves("clients with their consents: " + registered);
    }

    private void consents(String client, JsonNode consents) {
        consents.propertyStream().forEach(consent -> {
            var status = consent.getValue().asString();
            var answer = status.equals("PENDING")
                    ? Map.of("status", status)
                    : Map.of("status", status, "evidence", Map.of("method", "FORM"));
            suite.put(Role.ADMIN, "/clients/" + client + "/consents/" + consent.getKey(), answer).expect(200);
        });
    }

    private void segments() {
        var known = suite.get(Role.ADMIN, "/segments?limit=500").expect(200).items().stream()
                .map(segment -> segment.path("name").asString("")).toList();
        for (var segment : data.path("segments")) {
            if (!known.contains(segment.path("name").asString())) {
                suite.post(Role.ADMIN, "/segments", segment).expect(CREATED);
            }
        }
        narrator.proves("segments: " + data.path("segments").size());
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(DemoData.class.getResourceAsStream("/demo-data.json"))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
