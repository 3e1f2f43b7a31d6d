package pl.kartoteka.consent.client;

import java.time.Instant;
import java.util.UUID;

import reactor.core.publisher.Mono;

/** Who hears of erased clients that are spoken of once more, as after a backup was restored. */
public interface ReturnedClients {
    /** @param changedAt when the client was last changed where it is kept; it may be long before the erasure */
    Mono<Void> seen(UUID clientId, Instant changedAt);
}
