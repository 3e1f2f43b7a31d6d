package pl.kartoteka.segment.membership;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where a client stands before it is judged.
 *
 * @param pins segments it was put in (true) or out (false) by hand
 */
record Standing(Set<Place> memberships, Map<UUID, Boolean> pins, Map<Place, Instant> dues) {
    static final Standing NOWHERE = new Standing(Set.of(), Map.of(), Map.of());

    record Place(UUID segmentId, int generation) {}

    @Nullable
    Boolean pin(UUID segmentId) {
        return pins.get(segmentId);
    }
}
