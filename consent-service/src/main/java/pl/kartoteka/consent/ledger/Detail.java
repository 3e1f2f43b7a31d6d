package pl.kartoteka.consent.ledger;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of an entry may be personal: who recorded it, and what was written about how it was obtained. Stored beside the
 * chain; the entry holds its salted hash, which says nothing once salt and detail are erased.
 *
 * @param source from where: the address of a form, a shop, a device
 * @param reference where the document itself is kept
 * @param attachmentHash SHA-256 of the file that proves the answer
 */
public record Detail(
        @Nullable String recordedBy,
        @Nullable String note,
        @Nullable String source,
        @Nullable String reference,
        @Nullable String attachmentId,
        @Nullable String attachmentHash) {

    public static final Detail NONE = new Detail(null, null, null, null, null, null);

    boolean isEmpty() {
        return equals(NONE);
    }

    String canonical() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "recordedBy", recordedBy);
        put(json, "note", note);
        put(json, "source", source);
        put(json, "reference", reference);
        put(json, "attachmentId", attachmentId);
        put(json, "attachmentHash", attachmentHash);
        return CanonicalJson.of(json);
    }

    static Detail parse(String canonical) {
        JsonNode json = CanonicalJson.read(canonical);
        return new Detail(
                text(json, "recordedBy"), text(json, "note"), text(json, "source"), text(json, "reference"),
                text(json, "attachmentId"), text(json, "attachmentHash"));
    }

    public static String hash(String salt, String canonical) {
        return Sha256.of(salt + canonical);
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }
}
