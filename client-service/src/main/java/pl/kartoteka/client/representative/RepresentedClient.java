package pl.kartoteka.client.representative;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.problem.InvalidInput;

/** A client somebody acts for, and in which position. */
record RepresentedClient(UUID clientId, String name, String position, Instant since) {
    private static final List<String> BEFORE_ALL = List.of("", new UUID(0, 0).toString());

    /** Where it stands in a list. */
    List<String> place() {
        return List.of(name, clientId.toString());
    }

    static List<String> place(@Nullable String cursor) {
        if (cursor == null) {
            return BEFORE_ALL;
        }
        List<String> place = Cursor.decode(cursor, BEFORE_ALL.size()).stream().map(String::valueOf).toList();
        try {
            if (place.getFirst().indexOf('\0') < 0) {
                return List.of(place.getFirst(), UUID.fromString(place.getLast()).toString());
            }
        } catch (IllegalArgumentException _) {
            // Refused below.
        }
        throw new InvalidInput("cursor", "cursor.invalid");
    }
}
