package pl.kartoteka.client.merge;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What moved in a merge, by what it is. */
final class MovedRows {
    private static final TypeReference<Map<String, List<UUID>>> BY_WHAT = new TypeReference<>() {
    };

    private MovedRows() {}

    static Map<String, List<UUID>> read(String kept) {
        return JsonMapper.shared().readValue(kept, BY_WHAT);
    }
}
