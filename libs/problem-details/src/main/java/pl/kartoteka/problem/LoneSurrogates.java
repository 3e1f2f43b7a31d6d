package pl.kartoteka.problem;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** Halves of characters, which JSON can escape and no UTF-8 can hold: kept, they would be lost or break what reads them. */
final class LoneSurrogates {
    private LoneSurrogates() {}

    /** Only an escape can bring one in: the bytes of one are no UTF-8. */
    static boolean mayBeIn(byte[] json) {
        for (int i = 0; i + 3 < json.length; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u' && (json[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    static void refuse(JsonNode tree) {
        var errors = new ArrayList<FieldError>();
        look("", tree, errors);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    private static void look(String path, JsonNode node, List<FieldError> errors) {
        if (node.isString() && isBroken(node.asString())) {
            errors.add(FieldError.of(path, "text.malformed"));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(path + "[" + i + "]", node.get(i), errors);
        }
        node.properties().forEach(member -> {
            if (isBroken(member.getKey())) {
                errors.add(FieldError.of(path, "text.malformed"));
            } else {
                look(path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue(), errors);
            }
        });
    }

    private static boolean isBroken(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
