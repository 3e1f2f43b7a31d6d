package pl.kartoteka.client.dictionary;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;

/**
 * Which entries of a dictionary are listed, and how.
 *
 * @param retired whether those, too, that are not offered any more
 * @param part of the name or the code, with or without diacritics; all where it is empty
 */
record ListedEntries(DictionaryKind dictionary, boolean retired, String part, Order order) {
    private static final int LONGEST_PART = 200;

    enum Order {
        CODE("code"),
        NAME("name collate \"pl-x-icu\", code");

        private final String columns;

        Order(String columns) {
            this.columns = columns;
        }

        String columns() {
            return columns;
        }

        int size() {
            return ordinal() + 1;
        }

        /** Where an entry stands in it. */
        List<String> place(DictionaryEntry entry) {
            return this == CODE ? List.of(entry.code()) : List.of(entry.name(), entry.code());
        }
    }

    static ListedEntries of(
            DictionaryKind dictionary, boolean retired, @Nullable String q, @Nullable String sort) {
        String part = q == null ? "" : q.strip();
        if (part.length() > LONGEST_PART || part.indexOf('\0') >= 0) {
            throw new InvalidInput("q", "query.too-long");
        }
        return new ListedEntries(dictionary, retired, part, switch (sort == null ? "code" : sort) {
            case "code" -> Order.CODE;
            case "name" -> Order.NAME;
            default -> throw new InvalidInput(
                    List.of(new FieldError("sort", "sort.invalid", Map.of("allowed", "code, name"))));
        });
    }

    /** The place the cursor names, the beginning without one: no name and no code is empty. */
    List<String> place(@Nullable String cursor) {
        List<String> place = cursor == null
                ? List.of("", "").subList(0, order.size())
                : Cursor.decode(cursor, order.size()).stream().map(String::valueOf).toList();
        if (place.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
        return place;
    }
}
