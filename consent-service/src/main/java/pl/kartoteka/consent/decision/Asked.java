package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.purpose.Channel;

/** @param asOf null for now */
record Asked(String purpose, @Nullable Channel channel, List<UUID> clientIds, @Nullable Instant asOf) {

    static Asked now(String purpose, Channel channel, List<UUID> clientIds) {
        return new Asked(purpose, channel, clientIds, null);
    }
}
