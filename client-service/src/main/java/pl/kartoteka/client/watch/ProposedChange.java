package pl.kartoteka.client.watch;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a register says otherwise than the card.
 *
 * @param seen what the card said when the register was asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProposedChange(UUID id, UUID clientId, String clientName, String register, String field, @Nullable JsonNode seen,
        JsonNode proposed, Instant checkedAt, Status status, @Nullable Instant decidedAt, @Nullable String decidedBy) {
    enum Status {
        OPEN, ACCEPTED, REFUSED, SUPERSEDED
    }
}
