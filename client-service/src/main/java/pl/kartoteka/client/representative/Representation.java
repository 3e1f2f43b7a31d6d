package pl.kartoteka.client.representative;

import java.time.Instant;
import java.util.UUID;

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

    @Override
    public String toString() {
        return "representation by " + representativeId;
    }
}
