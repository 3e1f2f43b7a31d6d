package pl.kartoteka.http;

import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7396: a change that names only what changes. */
public final class MergePatch {
    /** What a {@code PATCH} consumes. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final JsonMapper mapper;
    private final StrictJson json;

    public MergePatch(JsonMapper mapper, StrictJson json) {
        this.mapper = mapper;
        this.json = json;
    }

    /**
     * The current value with the patch applied, bound and validated as strictly as a request body.
     *
     * @param current what may be changed, in the shape the caller knows
     */
    public <T> T apply(T current, JsonNode patch, Class<T> type) {
        if (!patch.isObject()) {
            throw new InvalidInput("", "object.expected");
        }
        return json.bind(apply(mapper.valueToTree(current), patch), type);
    }

    /** The target with the patch applied; neither argument is changed. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), apply(result.path(change.getKey()), change.getValue()));
            }
        });
        return result;
    }
}
