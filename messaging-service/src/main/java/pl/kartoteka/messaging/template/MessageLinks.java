package pl.kartoteka.messaging.template;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The links of one message to one person, as consent-service gives them with its decision.
 *
 * @param unsubscribe the way out of what the message is sent for; only where that rests on a consent
 * @param preferences the page of all consents
 */
public record MessageLinks(@Nullable String unsubscribe, @Nullable String preferences) {
    public static final MessageLinks NONE = new MessageLinks(null, null);

    /** As long as true ones, for what is made before there is a decision: a preview, a first reading. */
    public static final MessageLinks EXAMPLE = new MessageLinks(
            "https://kartoteka.example/api/v1/public/unsubscribe/" + "x".repeat(91),
            "https://kartoteka.example/api/v1/public/preferences/" + "x".repeat(50));

    Map<String, String> fields() {
        var fields = new HashMap<String, String>();
        if (unsubscribe != null) {
            fields.put("unsubscribe", unsubscribe);
        }
        if (preferences != null) {
            fields.put("preferences", preferences);
        }
        return fields;
    }

    /** Masked: whoever has a link can use it. */
    @Override
    public String toString() {
        return "links";
    }
}
