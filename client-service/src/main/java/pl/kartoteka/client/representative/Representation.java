package pl.kartoteka.client.representative;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

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
