package pl.kartoteka.consent.suppression;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.purpose.Channel;

/** Either the client or the address is given; with an address also the channel. */
record SuppressContact(
        @Nullable UUID clientId,
        @Nullable String address,
        @Nullable Channel channel,
        SuppressionReason reason,
        @Nullable String note,
        String by) {

    /** Masked, so that an address never reaches a log by accident. */
    @Override
    public String toString() {
        return "SuppressContact[%s]".formatted(reason);
    }
}
