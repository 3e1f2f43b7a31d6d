package pl.kartoteka.client.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientRows;
import reactor.core.publisher.Mono;

/** Pages of the clients that contain every term, in a given order. Both sides of a comparison are folded by the same function. */
@Component
class ClientSearch {
    private final DatabaseClient database;
    private final ClientRows rows;

    ClientSearch(DatabaseClient database, ClientRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** @param after the sort values of the client before the page; empty for the first page */
    Mono<List<Client>> page(SearchTerms terms, List<SortKey> sort, List<@Nullable String> after, int limit) {
        var parameters = new LinkedHashMap<String, String>();
        String condition = containing(terms, parameters)
                + (after.isEmpty() ? "" : " and " + beyond(sort, after, parameters));
        String order = sort.stream().map(SortKey::order).collect(Collectors.joining(", "));
        String sql = "select %s from client where %s order by %s limit :limit"
                .formatted(ClientRows.COLUMNS, condition, order);
        return rows.read(bound(sql, parameters).bind("limit", limit)).collectList();
    }

    Mono<Long> count(SearchTerms terms) {
        var parameters = new LinkedHashMap<String, String>();
        String sql = "select count(*) from client where " + containing(terms, parameters);
        return bound(sql, parameters).mapValue(Long.class).one();
    }

    private static String containing(SearchTerms terms, Map<String, String> parameters) {
        return terms.terms().isEmpty()
                ? "true"
                : terms.terms().stream().map(ways -> containing(ways, parameters)).collect(Collectors.joining(" and "));
    }

    private static String containing(List<String> ways, Map<String, String> parameters) {
        return ways.stream()
                .map(way -> {
                    String name = "term" + parameters.size();
                    parameters.put(name, way);
                    return "client.search_text like '%' || " + literally("folded(:" + name + ")") + " || '%'";
                })
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** What a LIKE pattern would take for more than itself, marked as itself; only once folded, for folding makes a % of a ％. */
    private static String literally(String folded) {
        return "regexp_replace(" + folded + ", '([\\\\%_])', '\\\\\\1', 'g')";
    }

    /** After the given values in the order of the keys; the bound on the first key alone is what an index can use. */
    private static String beyond(List<SortKey> sort, List<@Nullable String> after, Map<String, String> parameters) {
        List<String> values = IntStream.range(0, sort.size())
                .mapToObj(i -> {
                    parameters.put("after" + i, sort.get(i).checked(after.get(i)));
                    return "cast(:after" + i + " as " + sort.get(i).column().type() + ")";
                })
                .toList();
        String exactly = IntStream.range(0, sort.size())
                .mapToObj(i -> IntStream.range(0, i)
                        .mapToObj(
                                before -> sort.get(before).column().expression() + " = " + values.get(before) + " and ")
                        .collect(Collectors.joining())
                        + compared(sort.get(i), "", values.get(i)))
                .collect(Collectors.joining(" or "));
        return compared(sort.getFirst(), "=", values.getFirst()) + " and (" + exactly + ")";
    }

    private static String compared(SortKey key, String orEqual, String value) {
        return key.column().expression() + (key.descending() ? " <" : " >") + orEqual + " " + value;
    }

    private GenericExecuteSpec bound(String sql, Map<String, String> parameters) {
        return database.sql(sql).bindValues(Map.copyOf(parameters));
    }
}
