package pl.kartoteka.consent.suppression;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.purpose.Channel;

/** Either a client, or an address with its channel. Without a channel a client is suppressed on every one. */
@WhomToSuppress
record SuppressionRequest(
        @Nullable UUID clientId,
        @Size(max = 320) @Nullable String address,
        @Nullable Channel channel,
        @NotNull SuppressionReason reason,
        @Size(max = 1000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") @Nullable String note) {

    SuppressContact command(String by) {
        return new SuppressContact(clientId, address, channel, reason, note, by);
    }

    /** Masked, so that an address never reaches a log by accident. */
    @Override
    public String toString() {
        return "SuppressionRequest[%s]".formatted(reason);
    }
}
