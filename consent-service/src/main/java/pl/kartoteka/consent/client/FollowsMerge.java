package pl.kartoteka.consent.client;

import java.util.UUID;

import reactor.core.publisher.Mono;

/** A feature whose records follow when one client is merged into another. Takes part in the transaction that hears of it, and may hear twice. */
public interface FollowsMerge {
    /** The duplicate now counts as the survivor. */
    Mono<Void> merged(UUID duplicate, UUID survivor);

    /** The merge was undone: both stand for themselves again. */
    Mono<Void> parted(UUID duplicate, UUID survivor);

    /** The duplicate was erased: what holds only as long as it is there ends. */
    default Mono<Void> erased(UUID duplicate, UUID survivor) {
        return Mono.empty();
    }
}
