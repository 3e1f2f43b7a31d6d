package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.purpose.Channel;
import pl.kartoteka.consent.time.NotBefore;

/**
 * @param channel left out for a purpose that reaches nobody, like profiling
 * @param links true to be given, with each yes of now, the links its message carries; needs consents:write
 * @param asOf left out for now; given, the answer is the one that would have been given then
 */
record DecisionRequest(
        @NotBlank @Size(max = 64) String purpose,
        @Nullable Channel channel,
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull UUID> clientIds,
        @PastOrPresent(message = "{date.future}") @NotBefore("1900-01-01T00:00:00Z") @Nullable Instant asOf,
        @Nullable Boolean links) {

    boolean wantsLinks() {
        return asOf == null && Boolean.TRUE.equals(links);
    }

    Asked asked() {
        return new Asked(purpose, channel, clientIds, asOf == null ? null : asOf.truncatedTo(ChronoUnit.MICROS));
    }
}
