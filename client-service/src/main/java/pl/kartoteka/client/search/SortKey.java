package pl.kartoteka.client.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;

/** A column to sort by, and which way. */
record SortKey(Column column, boolean descending) {
    private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59Z");

    /** What lists can be sorted by: never null, so that a page always knows where the next begins. */
    enum Column {
        NAME("name", "client.name", "text", client -> client.card().name()),
        SHORT_NAME("shortName", "coalesce(client.card ->> 'shortName', '') collate \"pl-x-icu\"", "text",
                client -> orEmpty(client.card().shortName())),
        NIP("nip", "coalesce(client.nip, '')", "text", client -> orEmpty(client.card().nip())),
        CREATED_AT("createdAt", "client.created_at", "timestamptz", client -> client.createdAt().toString()),
        UPDATED_AT("updatedAt", "client.updated_at", "timestamptz", client -> client.updatedAt().toString()),
        ID("id", "client.id", "uuid", client -> client.id().toString());

        private final String field;
        private final String expression;
        private final String type;
        private final Function<Client, String> value;

        Column(String field, String expression, String type, Function<Client, String> value) {
            this.field = field;
            this.expression = expression;
            this.type = type;
            this.value = value;
        }

        String expression() {
            return expression;
        }

        String type() {
            return type;
        }

        String valueOf(Client client) {
            return value.apply(client);
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    private static final Map<String, Column> BY_FIELD = Arrays.stream(Column.values())
            .collect(Collectors.toMap(column -> column.field, Function.identity()));

    /** As in {@code name,-createdAt}; by name where nothing is said. The id comes last, so that no two clients are equal. */
    static List<SortKey> parse(@Nullable String sort) {
        if (sort == null || sort.isBlank()) {
            return List.of(new SortKey(Column.NAME, false), new SortKey(Column.ID, false));
        }
        List<SortKey> keys = Arrays.stream(sort.split(",", -1)).map(String::strip).map(SortKey::one).toList();
        Set<Column> columns = keys.stream().map(SortKey::column).collect(Collectors.toCollection(LinkedHashSet::new));
        if (columns.size() < keys.size()) {
            throw unknown();
        }
        return columns.contains(Column.ID)
                ? keys
                : Stream.concat(keys.stream(), Stream.of(new SortKey(Column.ID, keys.getLast().descending))).toList();
    }

    String order() {
        return column.expression() + (descending ? " desc" : "");
    }

    private static SortKey one(String written) {
        boolean descending = written.startsWith("-");
        Column column = BY_FIELD.get(descending ? written.substring(1) : written);
        if (column == null) {
            throw unknown();
        }
        return new SortKey(column, descending);
    }

    private static InvalidInput unknown() {
        String allowed = BY_FIELD.keySet().stream().sorted(Comparator.naturalOrder()).collect(Collectors.joining(", "));
        return new InvalidInput(List.of(new FieldError("sort", "sort.invalid", Map.of("allowed", allowed))));
    }

    /** Refuses a value that a cursor of ours cannot hold. */
    String checked(@Nullable String value) {
        if (value == null || value.indexOf('\0') >= 0) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
        try {
            return switch (column.type()) {
                case "timestamptz" -> storable(Instant.parse(value)).toString();
                case "uuid" -> UUID.fromString(value).toString();
                default -> value;
            };
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }

    /** Java knows years that PostgreSQL does not. */
    private static Instant storable(Instant instant) {
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST_INSTANT)) {
            throw new DateTimeException("out of range");
        }
        return instant;
    }
}
