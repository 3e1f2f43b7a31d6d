package pl.kartoteka.client.representative;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.problem.InvalidInput;

/** Somebody acts for a client, in a position. */
record Representation(
        UUID representativeId,
        String firstName,
        String lastName,
        @Nullable String email,
        @Nullable String phone,
        String position,
        Instant since) {
    /** As many as an entity tag of ours can tell apart. */
    private static final long MOST_VERSIONS = 1_000_000_000_000_000_000L;

    /** Where it stands in a list. */
    List<String> place() {
        return List.of(lastName, firstName, representativeId.toString());
    }

    static List<String> place(String cursor) {
        List<String> place = Cursor.decode(cursor, 3).stream().map(String::valueOf).toList();
        try {
            if (place.stream().noneMatch(value -> value.indexOf('\0') >= 0)) {
                return List.of(place.get(0), place.get(1), UUID.fromString(place.get(2)).toString());
            }
        } catch (IllegalArgumentException _) {
            // Refused below.
        }
        throw new InvalidInput("cursor", "cursor.invalid");
    }

    /** The tag of all who act for a client: another one when any of them is another, or is shown otherwise. */
    static long version(List<Representation> people) {
        String shown = people.stream()
                .map(one -> Stream
                        .of(one.representativeId, one.firstName, one.lastName, one.email, one.phone, one.position)
                        .map(String::valueOf)
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
        UUID digest = UUID.nameUUIDFromBytes(shown.getBytes(StandardCharsets.UTF_8));
        return Math.floorMod(digest.getLeastSignificantBits(), MOST_VERSIONS);
    }

    @Override
    public String toString() {
        return "representation by " + representativeId;
    }
}
