package pl.kartoteka.criteria;

import java.util.HashMap;
import java.util.Map;

/** The values a piece of SQL is about, each bound under a name of its own. */
public final class SqlParameters {
    private final Map<String, Object> byName = new HashMap<>();

    /** What stands for the value in the SQL. */
    public String bind(Object value) {
        String name = "c" + byName.size();
        byName.put(name, value);
        return ":" + name;
    }

    Map<String, Object> byName() {
        return Map.copyOf(byName);
    }
}
