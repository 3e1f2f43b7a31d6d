package pl.kartoteka.consent.ledger;

import java.io.IOException;

import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one spelling of a JSON document (RFC 8785), so that equal content has equal bytes. */
public final class CanonicalJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CanonicalJson() {}

    public static String of(JsonNode document) {
        return of(JSON.writeValueAsString(document));
    }

    static String of(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("JSON text that cannot be canonicalised (expected: RFC 8785)", e);
        }
    }

    public static JsonNode read(String json) {
        return JSON.readTree(json);
    }
}
