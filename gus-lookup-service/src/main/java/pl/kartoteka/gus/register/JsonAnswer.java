package pl.kartoteka.gus.register;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a register's JSON tolerantly: unknown fields are skipped, absent ones are null, a wrong shape is a failure. */
public final class JsonAnswer {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonAnswer() {}

    /** The JSON object of the body; anything else is a broken answer. */
    public static JsonNode object(HttpReply reply) {
        try {
            var node = MAPPER.readTree(reply.body());
            if (!node.isObject()) {
                throw RegisterFailure.broken("not a JSON object, HTTP " + reply.status());
            }
            return node;
        } catch (JacksonException e) {
            // Without the cause: its message quotes the answer.
            throw RegisterFailure.broken("unreadable JSON, HTTP " + reply.status());
        }
    }

    /** Null when absent, null or blank. */
    public static @Nullable String text(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isString() && !value.isNumber()) {
            return null;
        }
        var text = value.asString().strip();
        return text.isEmpty() ? null : text;
    }

    public static String required(JsonNode node, String field) {
        var text = text(node, field);
        if (text == null) {
            throw RegisterFailure.broken("answer without " + field);
        }
        return text;
    }

    public static @Nullable LocalDate date(JsonNode node, String field) {
        var text = text(node, field);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException _) {
            throw RegisterFailure.broken("unreadable date in " + field);
        }
    }

    public static List<JsonNode> items(JsonNode node, String field) {
        var value = node.path(field);
        return value.isArray() ? value.valueStream().toList() : List.of();
    }
}
