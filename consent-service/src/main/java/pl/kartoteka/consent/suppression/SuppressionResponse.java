package pl.kartoteka.consent.suppression;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** @param byAddress whether an address is suppressed; which one cannot be told any more */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SuppressionResponse(
        UUID id,
        @Nullable UUID clientId,
        boolean byAddress,
        @Nullable String channel,
        String reason,
        @Nullable String note,
        String source,
        @Nullable String reference,
        Instant createdAt,
        String createdBy) {

    static SuppressionResponse of(Suppression suppression) {
        return new SuppressionResponse(
                suppression.id(),
                suppression.clientId(),
                suppression.addressHash() != null,
                suppression.channel(),
                suppression.reason(),
                suppression.note(),
                suppression.source(),
                suppression.reference(),
                suppression.createdAt(),
                suppression.createdBy());
    }
}
