package pl.kartoteka.client.caretaker;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Somebody stands in for somebody.
 *
 * @param startsOn the first day
 * @param endsOn the last day; null until somebody says so
 */
record Substitution(
        UUID id,
        String absent,
        String substitute,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String reason,
        Long version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static Substitution of(UUID id, SubstitutionRequest request, String by, Instant at) {
        return new Substitution(id, request.absent(), request.substitute(), request.from(), request.to(),
                request.reason(), 1L, by, at, at);
    }

    Substitution changed(SubstitutionRequest request, Instant at) {
        return new Substitution(id, request.absent(), request.substitute(), request.from(), request.to(),
                request.reason(), version + 1, createdBy, createdAt, at);
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(startsOn) && (endsOn == null || !day.isAfter(endsOn));
    }
}
