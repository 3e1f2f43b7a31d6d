package pl.kartoteka.http;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor what to ask the next part with; null at the end
 * @param total how many there are in all, only when asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor, @Nullable Long total) {
    public Page {
        items = List.copyOf(items);
    }

    /** The same, with how many there are in all. */
    public Page<T> withTotal(long all) {
        return new Page<>(items, nextCursor, all);
    }

    /**
     * The part of a list of which one more than fits was looked up, to know whether there is a next.
     *
     * @param place what the next part begins after, of the last item
     */
    public static <F, T> Page<T> of(List<F> found, int size, @Nullable Long total, Function<F, List<String>> place,
            Function<F, T> shown) {
        List<F> items = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Cursor.encode(place.apply(items.getLast())) : null;
        return new Page<>(items.stream().map(shown).toList(), next, total);
    }
}
