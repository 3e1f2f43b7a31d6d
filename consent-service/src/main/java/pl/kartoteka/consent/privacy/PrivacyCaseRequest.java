package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.time.NotBefore;

/**
 * @param purposes of an objection: what it is against; none means every purpose that rests on a legitimate interest
 * @param receivedAt when it reached the controller, not before there was a GDPR; now, when not said
 */
record PrivacyCaseRequest(
        @NotNull UUID clientId,
        @NotNull PrivacyKind kind,
        @Size(max = 100) @Nullable List<@NotNull @Size(max = 64) String> purposes,
        @PastOrPresent(message = "{received-at.future}") @NotBefore("2018-05-24T22:00:00Z") @Nullable Instant receivedAt,
        @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") @Nullable String note) {

    PrivacyDesk.ReceiveRequest command(String by) {
        return new PrivacyDesk.ReceiveRequest(
                clientId, kind, purposes == null ? List.of() : purposes, receivedAt, note, by);
    }

    @Override
    public String toString() {
        return "PrivacyCaseRequest[%s]".formatted(kind);
    }
}
