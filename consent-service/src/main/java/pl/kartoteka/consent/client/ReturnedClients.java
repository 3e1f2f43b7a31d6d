package pl.kartoteka.consent.client;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import reactor.core.publisher.Mono;

/** Who hears of erased clients that are spoken of once more, as after a backup was restored. */
public interface ReturnedClients {
    /** @param changedAt by client: when it was last changed where it is kept; it may be long before the erasure */
    Mono<Void> seen(Map<UUID, Instant> changedAt);
}
