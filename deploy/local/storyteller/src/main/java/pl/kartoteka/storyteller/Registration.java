package pl.kartoteka.storyteller;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Clients come into the register: from their NIP, or as a person gives them. */
final class Registration {

    private static final List<String> TOLD = List.of("name", "shortName", "regon", "krs", "euVatNumber", "legalForm",
            "pkdCodes", "addresses[0]", "emails[0]", "phones[0]");

    private final Suite suite;
    private final Narrator narrator;

    Registration(Suite suite, Narrator narrator) {
        this.suite = suite;
        this.narrator = narrator;
    }

    /** A card filled from the registers, each field with where it comes from. */
    Answer draft(String nip) {
        var draft = suite.post(Role.SALES, "/client-drafts", Map.of("nip", nip)).expect(200);
        if (draft.text("name").isEmpty() || draft.body().path("provenance").isEmpty()) {
            throw new StoryBroken("the draft for NIP " + nip + " has no name or no provenance");
        }
        return draft;
    }

    void show(Answer draft) {
        var provenance = draft.body().path("provenance");
        for (var field : TOLD) {
            var said = provenance.path(field);
            if (!said.isMissingNode()) {
                narrator.fact(field,
                        "%-10s %s".formatted(said.path("source").asString("?"), value(draft.body(), field)));
            }
        }
        var sources = provenance.valueStream().map(said -> said.path("source").asString("?")).distinct().sorted()
                .collect(Collectors.joining(", "));
        narrator.proves(provenance.size() + " fields filled, every one with its source (" + sources + ") and time");
    }

    /** Registers the draft with what only a salesperson knows; a NIP in use leads to the client who has it. */
    Party register(Answer draft, Map<String, Object> known) {
        var card = draft.body().deepCopy().asObject();
        card.remove(List.of("provenance", "existing"));
        card.setAll(node(known));
        var answer = suite.post(Role.SALES, "/clients", card).expect(List.of(201, 409));
        if (answer.status() == 201) {
            narrator.proves("registered: " + answer.text("name") + ", " + answer.text("stage") + ", id "
                    + answer.text("id"));
            return new Party(answer.text("id"), answer.text("name"));
        }
        var existing = answer.body().path("existing");
        if (!answer.text("type").endsWith(":nip-in-use")) {
            answer.expect(201);
        }
        narrator.says("An earlier telling registered it: 409 nip-in-use names the client and the ways on "
                + strings(answer.body().path("waysOn")) + ". We open it.");
        return restore(existing.path("id").asString(), card);
    }

    Party registerNew(Map<String, Object> card) {
        var answer = suite.post(Role.SALES, "/clients", card).expect(201);
        narrator.proves("registered: " + answer.text("name") + ", " + answer.text("stage") + ", id "
                + answer.text("id"));
        return new Party(answer.text("id"), answer.text("name"));
    }

    /** Changes a client against the version just read; somebody else's change in between would be refused with 412. */
    Answer correct(Party party, Map<String, Object> patch) {
        var current = suite.get(Role.SALES, party.path()).expect(200);
        return suite.patch(Role.SALES, party.path(), current.etag(), patch).expect(200);
    }

    /** The card as this story needs it at its start, whatever an earlier telling left. */
    private Party restore(String id, ObjectNode card) {
        var fields = new LinkedHashMap<String, Object>();
        for (var field : List.of("stage", "addresses", "emails", "phones", "traitIds")) {
            fields.put(field, card.path(field));
        }
        var restored = correct(new Party(id, ""), fields);
        narrator.proves("found: " + restored.text("name") + ", " + restored.text("stage") + ", id " + id);
        return new Party(id, restored.text("name"));
    }

    private static ObjectNode node(Map<String, Object> fields) {
        return JsonMapper.shared().valueToTree(fields);
    }

    private static String value(JsonNode card, String field) {
        var list = field.endsWith("[0]");
        var value = list ? card.path(field.replace("[0]", "")).path(0) : card.path(field);
        if (value.has("street") || value.has("city")) {
            return address(value);
        }
        if (value.isArray()) {
            return strings(value);
        }
        return value.isObject()
                ? value.path("address").asString(value.path("number").asString(""))
                : value.asString("");
    }

    private static String address(JsonNode address) {
        var unit = address.path("unit").asString("");
        return (address.path("street").asString("") + " " + address.path("building").asString("")
                + (unit.isEmpty() ? "" : "/" + unit)).strip()
                + ", " + address.path("postalCode").asString("") + " " + address.path("city").asString("");
    }

    private static String strings(JsonNode list) {
        return list.valueStream().map(item -> item.asString("")).collect(Collectors.joining(", "));
    }
}
