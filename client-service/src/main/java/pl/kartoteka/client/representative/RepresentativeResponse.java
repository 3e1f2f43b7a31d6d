package pl.kartoteka.client.representative;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

record RepresentativeResponse(
        UUID id,
        String firstName,
        String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String note,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static RepresentativeResponse of(Representative person) {
        return new RepresentativeResponse(person.id(), person.firstName(), person.lastName(), person.email(),
                person.phone(), person.note(), person.version(), person.createdAt(), person.updatedAt());
    }
}
