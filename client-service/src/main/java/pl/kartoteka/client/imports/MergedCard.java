package pl.kartoteka.client.imports;

import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a row says laid over what is known: a file that says nothing of something takes nothing away. */
final class MergedCard {
    private MergedCard() {}

    static ObjectNode of(ObjectNode known, ObjectNode row) {
        ObjectNode merged = known.deepCopy();
        row.properties().forEach(entry -> {
            String field = entry.getKey();
            JsonNode said = entry.getValue();
            switch (field) {
                case "addresses" -> said.forEach(address -> put(merged.withArray(field), address, "use"));
                case "emails" -> said.forEach(email -> contact(merged.withArray(field), email, "address"));
                case "phones" -> said.forEach(phone -> contact(merged.withArray(field), phone, "number"));
                case "sites" -> said.forEach(site -> put(merged.withArray(field), site, "url"));
                case "keyDates" -> said.forEach(date -> put(merged.withArray(field), date, "kind"));
                case "messengers" -> said.forEach(messenger -> put(merged.withArray(field), messenger, "account"));
                case "caretakers" -> said.forEach(caretaker -> caretaker(merged.withArray(field), caretaker));
                case "traitIds", "flagIds", "pkdCodes", "interests" ->
                        said.forEach(one -> add(merged.withArray(field), one));
                case "terms", "accounting", "customFields", "printTemplates", "messaging", "contactPreferences",
                        "idDocument" -> merged.withObject("/" + field).setAll((ObjectNode) said);
                default -> merged.set(field, said);
            }
        });
        return merged;
    }

    /** In the place of the one that is the same in this field, else at the end. */
    private static void put(ArrayNode list, JsonNode element, String field) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(field).equals(element.path(field))) {
                list.set(i, element);
                return;
            }
        }
        list.add(element);
    }

    /** A contact that is known keeps its uses and gets those of the row; one use is the main one's alone. */
    private static void contact(ArrayNode list, JsonNode contact, String field) {
        ObjectNode known = null;
        for (JsonNode one : list) {
            if (one.path(field).equals(contact.path(field))) {
                known = (ObjectNode) one;
            }
        }
        ObjectNode kept = known != null ? known : list.addObject().set(field, contact.path(field));
        Set<String> once = Set.of("MAIN");
        for (JsonNode use : contact.path("uses")) {
            boolean taken = once.contains(use.asString())
                    && list.valueStream().anyMatch(one -> one.path("uses").valueStream().anyMatch(use::equals));
            if (!taken) {
                add(kept.withArray("uses"), use);
            }
        }
    }

    /** Who is known keeps the name; a new primary caretaker makes the one before an additional one, and nobody is put back by a file. */
    private static void caretaker(ArrayNode list, JsonNode caretaker) {
        boolean primary = caretaker.path("role").asString().equals("PRIMARY");
        ObjectNode known = null;
        for (JsonNode one : list) {
            if (one.path("subject").equals(caretaker.path("subject"))) {
                known = (ObjectNode) one;
            } else if (primary) {
                ((ObjectNode) one).put("role", "ADDITIONAL");
            }
        }
        if (known == null) {
            list.add(caretaker);
        } else if (primary) {
            known.put("role", "PRIMARY");
        }
    }

    private static void add(ArrayNode list, JsonNode element) {
        if (list.valueStream().noneMatch(element::equals)) {
            list.add(element);
        }
    }
}
