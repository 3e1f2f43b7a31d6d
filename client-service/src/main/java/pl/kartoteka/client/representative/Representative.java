package pl.kartoteka.client.representative;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A person who acts for clients. */
record Representative(
        UUID id,
        String firstName,
        String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String note,
        Long version,
        Instant createdAt,
        Instant updatedAt) {

    static Representative of(UUID id, RepresentativeRequest request, Instant at) {
        return new Representative(id, request.firstName(), request.lastName(), request.email(), request.phone(),
                request.note(), 1L, at, at);
    }

    Representative changed(RepresentativeRequest request, Instant at) {
        return new Representative(id, request.firstName(), request.lastName(), request.email(), request.phone(),
                request.note(), version + 1, createdAt, at);
    }

    /** Says nothing about anybody, so that a person never reaches a log by accident. */
    @Override
    public String toString() {
        return "representative " + id;
    }
}
