package pl.kartoteka.consent.client;

import java.util.UUID;

import reactor.core.publisher.Mono;

/** A feature that holds something of a client and lets go of it when the client is erased. */
public interface ErasedWithClient {
    /** Takes part in the transaction of the erasure. */
    Mono<Void> erase(UUID clientId);
}
