package pl.kartoteka.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;

/** How many items a page has. */
public final class PageLimit {
    public static final int DEFAULT = 50;
    public static final int MOST = 500;

    private PageLimit() {}

    public static int of(@Nullable Integer requested) {
        if (requested == null) {
            return DEFAULT;
        }
        if (requested < 1 || requested > MOST) {
            throw new InvalidInput(List.of(new FieldError("limit", "limit.out-of-range", Map.of("most", MOST))));
        }
        return requested;
    }
}
