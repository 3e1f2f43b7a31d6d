package pl.kartoteka.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.InvalidInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where the next page begins: the sort values of the last item, opaque to the caller. */
public final class Cursor {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final UUID BEYOND_ALL = new UUID(-1, -1);

    private Cursor() {}

    public static String encode(List<? extends @Nullable String> values) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
    }

    /**
     * The values encoded; 400 when it is not a cursor of that many values.
     *
     * @param size how many values the sort has
     */
    public static List<@Nullable String> decode(String cursor, int size) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.US_ASCII));
            @Nullable
            String[] values = JSON.readValue(json, String[].class);
            if (values != null && values.length == size) {
                return Arrays.asList(values);
            }
        } catch (IllegalArgumentException | JacksonException _) {
            // Refused below.
        }
        throw new InvalidInput("cursor", "cursor.invalid");
    }

    /** The one value encoded, an id; 400 when it is anything else. */
    public static UUID id(String cursor) {
        try {
            return UUID.fromString(String.valueOf(decode(cursor, 1).getFirst()));
        } catch (IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }

    /** As {@link #id}, for a list that has the latest first: without a cursor an id that none comes after. */
    public static UUID idBefore(@Nullable String cursor) {
        return cursor == null ? BEYOND_ALL : id(cursor);
    }
}
