package pl.kartoteka.client.merge;

import java.util.Collection;
import java.util.UUID;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What hangs on a client and goes where the client goes when it is merged. Every feature that keeps such things is asked. */
public interface MovesWithClient {
    /** Its name in answers, e.g. {@code salesDocuments}. */
    String what();

    Mono<Long> count(UUID client);

    /** Moves all of it; answers what was moved. What the other client has already stays where it is. */
    Flux<UUID> move(UUID from, UUID to);

    /** Moves that much of it back as is still there; answers how much. */
    Mono<Long> moveBack(UUID from, UUID to, Collection<UUID> moved);
}
