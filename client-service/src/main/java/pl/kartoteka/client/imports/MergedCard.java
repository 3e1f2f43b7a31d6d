package pl.kartoteka.client.imports;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a row says laid over what is known: a file that says nothing of something takes nothing away. */
final class MergedCard {
    private static final String MAIN = "MAIN";

    private MergedCard() {}

    static ObjectNode of(ObjectNode known, ObjectNode row) {
        ObjectNode merged = known.deepCopy();
        row.properties().forEach(entry -> {
            String field = entry.getKey();
            JsonNode said = entry.getValue();
            switch (field) {
                case "addresses" -> said.forEach(address -> address(merged.withArray(field), (ObjectNode) address));
                case "emails" -> said.forEach(email -> contact(merged.withArray(field), email, "address"));
                case "phones" -> said.forEach(phone -> contact(merged.withArray(field), phone, "number"));
                case "sites" -> said.forEach(site -> addUnlike(merged.withArray(field), site, "url"));
                case "keyDates" -> said.forEach(date -> put(merged.withArray(field), date, "kind"));
                case "caretakers" -> said.forEach(caretaker -> caretaker(merged.withArray(field), caretaker));
                case "messengers", "traitIds", "flagIds", "pkdCodes", "interests" ->
                        said.forEach(one -> add(merged.withArray(field), one));
                case "terms" -> terms(merged.withObject("/" + field), (ObjectNode) said);
                case "accounting", "customFields", "printTemplates", "messaging", "contactPreferences",
                        "idDocument" -> merged.withObject("/" + field).setAll((ObjectNode) said);
                default -> merged.set(field, said);
            }
        });
        return completed(merged);
    }

    /** With what goes without saying: an id document is an identity card, a limit is in złoty. */
    static ObjectNode completed(ObjectNode card) {
        if (card.path("idDocument") instanceof ObjectNode document && !document.hasNonNull("type")) {
            document.put("type", "ID_CARD");
        }
        if (card.path("terms").path("creditLimit") instanceof ObjectNode limit && !limit.hasNonNull("currency")) {
            limit.put("currency", "PLN");
        }
        return card;
    }

    /** Part by part; but the unit was one of the former house. */
    private static void address(ArrayNode list, ObjectNode address) {
        ObjectNode known = like(list, address, "use");
        if (known == null) {
            list.add(address);
            return;
        }
        if (isAnother(known, address, "street") || isAnother(known, address, "building")) {
            known.remove("unit");
        }
        known.setAll(address);
    }

    private static boolean isAnother(ObjectNode known, ObjectNode said, String part) {
        return said.has(part) && !said.path(part).equals(known.path(part));
    }

    private static void terms(ObjectNode known, ObjectNode said) {
        JsonNode limit = known.path("creditLimit");
        known.setAll(said);
        if (said.path("creditLimit") instanceof ObjectNode anew && !anew.has("currency") && limit.has("currency")) {
            anew.set("currency", limit.path("currency"));
        }
    }

    /** In the place of the one that is the same in this field, else at the end. */
    private static void put(ArrayNode list, JsonNode element, String field) {
        ObjectNode known = like(list, element, field);
        if (known == null) {
            list.add(element);
        } else {
            known.setAll((ObjectNode) element);
        }
    }

    /** A contact that is known keeps its uses and gets those of the row; one that is new is the main one where none is. */
    private static void contact(ArrayNode list, JsonNode contact, String field) {
        ObjectNode known = like(list, contact, field);
        ObjectNode kept = known != null ? known : list.addObject().set(field, contact.path(field));
        for (JsonNode use : contact.path("uses")) {
            boolean main = use.asString().equals(MAIN);
            boolean taken = known != null || list.valueStream()
                    .anyMatch(one -> one.path("uses").valueStream().anyMatch(use::equals));
            if (!main || !taken) {
                add(kept.withArray("uses"), use);
            }
        }
    }

    /** Who is known keeps the name; a new primary caretaker makes the one before an additional one, and nobody is put back by a file. */
    private static void caretaker(ArrayNode list, JsonNode caretaker) {
        boolean primary = caretaker.path("role").asString().equals("PRIMARY");
        ObjectNode known = like(list, caretaker, "subject");
        if (primary) {
            list.forEach(one -> ((ObjectNode) one).put("role", one == known ? "PRIMARY" : "ADDITIONAL"));
        }
        if (known == null) {
            list.add(caretaker);
        }
    }

    /** One that is known keeps what else is known of it. */
    private static void addUnlike(ArrayNode list, JsonNode element, String field) {
        if (like(list, element, field) == null) {
            list.add(element);
        }
    }

    private static void add(ArrayNode list, JsonNode element) {
        if (list.valueStream().noneMatch(element::equals)) {
            list.add(element);
        }
    }

    private static @Nullable ObjectNode like(ArrayNode list, JsonNode element, String field) {
        for (JsonNode one : list) {
            if (one.path(field).equals(element.path(field))) {
                return (ObjectNode) one;
            }
        }
        return null;
    }
}
