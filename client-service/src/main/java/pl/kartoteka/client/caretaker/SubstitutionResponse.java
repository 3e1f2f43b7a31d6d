package pl.kartoteka.client.caretaker;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** @param active whether it holds today, in Warsaw */
record SubstitutionResponse(
        UUID id,
        String absent,
        String substitute,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable String reason,
        boolean active,
        long version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static SubstitutionResponse of(Substitution substitution, LocalDate today) {
        return new SubstitutionResponse(substitution.id(), substitution.absent(), substitution.substitute(),
                substitution.startsOn(), substitution.endsOn(), substitution.reason(), substitution.holdsOn(today),
                substitution.version(), substitution.createdBy(), substitution.createdAt(), substitution.updatedAt());
    }
}
