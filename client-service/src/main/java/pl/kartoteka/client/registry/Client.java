package pl.kartoteka.client.registry;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;

/**
 * A client of the register: its card and what the register itself knows.
 *
 * @param version starts at 1 and grows with every change
 * @param nipShared whether it is a branch that goes by the NIP of its head office
 * @param mergedInto the client it turned out to be
 * @param photo the version of its photo, where there is one
 */
public record Client(UUID id, long version, ClientCard card, boolean nipShared, @Nullable UUID mergedInto,
        @Nullable Long photo, Instant createdAt, Instant updatedAt) {
    private static final long FIRST_VERSION = 1;

    static Client register(UUID id, ClientCard card, boolean nipShared, Instant at) {
        return new Client(id, FIRST_VERSION, card, nipShared, null, null, at, at);
    }

    Client correct(ClientCard corrected, boolean nowNipShared, Instant at) {
        return correct(corrected, nowNipShared, mergedInto, at);
    }

    Client correct(ClientCard corrected, boolean nowNipShared, @Nullable UUID nowMergedInto, Instant at) {
        return new Client(id, version + 1, corrected, nowNipShared, nowMergedInto, photo, createdAt, at);
    }
}
