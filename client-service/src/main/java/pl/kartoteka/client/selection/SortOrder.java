package pl.kartoteka.client.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;

/**
 * The order of a list: by any number of columns, what is missing last, at the end the id, so that no two clients are
 * equal and a page always knows where the next begins.
 */
public final class SortOrder {
    private static final String ID = "id";
    private static final ClientField.Order BY_ID = new ClientField.Order("client.id", "uuid", true);
    private static final int MOST_KEYS = 8;

    private final List<Key> keys;

    private SortOrder(List<Key> keys) {
        this.keys = keys;
    }

    /** As in {@code name,-createdAt}; by name where nothing is said. */
    static SortOrder parse(@Nullable String sort, ClientFields fields) {
        List<String> written = sort == null || sort.isBlank()
                ? List.of("name")
                : Arrays.stream(sort.split(",", -1)).map(String::strip).toList();
        List<Key> keys = new ArrayList<>();
        Set<String> columns = new HashSet<>();
        for (String one : written) {
            boolean descending = one.startsWith("-");
            String name = descending ? one.substring(1) : one;
            ClientField.Order order = name.equals(ID) ? BY_ID : fields.order(name).orElse(null);
            if (order == null || !columns.add(order.expression()) || keys.size() == MOST_KEYS) {
                throw invalid(fields);
            }
            keys.add(Key.of(order, descending));
        }
        if (!columns.contains(BY_ID.expression())) {
            keys.add(Key.of(BY_ID, keys.getLast().descending()));
        }
        return new SortOrder(keys);
    }

    public int size() {
        return keys.size();
    }

    /** What stands behind {@code order by}. */
    public String orderBy() {
        return keys.stream().map(key -> key.expression() + (key.descending() ? " desc" : ""))
                .collect(Collectors.joining(", "));
    }

    /** A JSON array of the values a client is sorted by. */
    public String position() {
        return keys.stream().map(key -> "(" + key.expression() + ")::text")
                .collect(Collectors.joining(", ", "to_json(array[", "])::text"));
    }

    /** After the given values in this order; the bound on the first column alone is what an index can use. */
    public String beyond(List<@Nullable String> after, Map<String, Object> parameters) {
        List<String> values = IntStream.range(0, keys.size()).mapToObj(i -> {
            String value = after.get(i);
            if (value == null || value.indexOf('\0') >= 0) {
                throw new InvalidInput("cursor", "cursor.invalid");
            }
            parameters.put("after" + i, value);
            return "cast(:after" + i + " as " + keys.get(i).type() + ")";
        }).toList();
        String exactly = IntStream.range(0, keys.size())
                .mapToObj(i -> IntStream.range(0, i)
                        .mapToObj(before -> keys.get(before).expression() + " = " + values.get(before) + " and ")
                        .collect(Collectors.joining()) + keys.get(i).beyond("", values.get(i)))
                .collect(Collectors.joining(" or "));
        return keys.getFirst().beyond("=", values.getFirst()) + " and (" + exactly + ")";
    }

    private static InvalidInput invalid(ClientFields fields) {
        String allowed = fields.sortable().sorted().collect(Collectors.joining(", "));
        return new InvalidInput(List.of(new FieldError("sort", "sort.invalid", Map.of("allowed", allowed))));
    }

    /** @param expression never null: what is missing is the greatest going up and the least going down */
    private record Key(String expression, String type, boolean descending) {

        static Key of(ClientField.Order order, boolean descending) {
            String expression = order.always()
                    ? order.expression()
                    : "coalesce(" + order.expression() + ", " + missing(order.type(), descending) + ")"
                            + (order.type().equals("text") ? " collate \"pl-x-icu\"" : "");
            return new Key(expression, order.type(), descending);
        }

        private static String missing(String type, boolean descending) {
            return type.equals("text")
                    // The Unicode collation algorithm sorts U+FFFF behind everything.
                    ? descending ? "''" : "U&'\\FFFF'"
                    : "cast('" + (descending ? "-" : "") + "infinity' as " + type + ")";
        }

        String beyond(String orEqual, String value) {
            return expression + (descending ? " <" : " >") + orEqual + " " + value;
        }
    }
}
