package pl.kartoteka.consent.ledger;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One link of a client's chain.
 *
 * @param canonical the entry as canonical JSON; the hash is taken over exactly this
 * @param salt with the detail: what the entry's {@code detail} is the hash of; both null when there is none
 */
public record LedgerEntry(
        UUID clientId,
        long position,
        String canonical,
        String hash,
        @Nullable String salt,
        @Nullable String detail) {

    /** Raised when the meaning of an entry's fields changes, so that old entries stay readable. Since 2: {@code closedAt}. */
    private static final int FORMAT = 2;

    static LedgerEntry next(ChainHead head, Fact fact, String salt) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        json.put("clientId", fact.clientId().toString());
        json.put("position", head.length() + 1);
        json.put("previous", head.hash());
        json.put("origin", fact.origin().name());
        json.put("recordedAt", fact.recordedAt().toString());
        put(json, "purpose", fact.purpose());
        put(json, "from", fact.from());
        put(json, "to", fact.to());
        put(json, "version", fact.version());
        put(json, "askedAt", fact.askedAt());
        put(json, "answeredAt", fact.answeredAt());
        put(json, "validUntil", fact.validUntil());
        put(json, "closedAt", fact.closedAt());
        put(json, "method", fact.method());
        put(json, "textVersion", fact.textVersion());
        put(json, "textLanguage", fact.textLanguage());
        put(json, "textHash", fact.textHash());
        Fact.MergedFrom merged = fact.mergedFrom();
        if (merged != null) {
            put(json, "mergedFrom", merged.clientId());
            put(json, "mergedEntry", merged.entryHash());
        }
        String detail = fact.detail().isEmpty() ? null : fact.detail().canonical();
        if (detail != null) {
            json.put("detail", Detail.hash(salt, detail));
        }
        String canonical = CanonicalJson.of(json);
        return new LedgerEntry(
                fact.clientId(),
                head.length() + 1,
                canonical,
                Sha256.of(canonical),
                detail == null ? null : salt,
                detail);
    }

    ChainHead head() {
        return new ChainHead(clientId, position, hash);
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Integer number -> json.put(name, number);
            case Long number -> json.put(name, number);
            case Instant instant -> json.put(name, instant.toString());
            default -> json.put(name, value.toString());
        }
    }

    /** What an entry says, read back from its text. */
    public static JsonNode read(String canonical) {
        return CanonicalJson.read(canonical);
    }
}
