package pl.kartoteka.personal;

import java.util.UUID;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A feature that holds data about clients. As a bean it takes part in every erasure and every export. */
public interface HoldsPersonalData {
    /**
     * Erases what is personal about the client, in the transaction of the receipt. Asked again it finds nothing more to
     * erase and names again what it keeps; of a client it does not know it says that it did nothing.
     */
    Mono<Erasure> erase(UUID clientId);

    /**
     * Who else is the same person and goes with the client, in the order in which they are erased before it. Asked before anything is
     * erased: what an erasure must hold, so that nothing comes to hang on them meanwhile, is held from here on.
     */
    default Flux<UUID> duplicates(UUID clientId) {
        return Flux.empty();
    }

    /** Everything it knows about the client, in the order a person should read it; read in one transaction. */
    Flux<PersonalFile> export(UUID clientId);

    /** Whether the others go first, because what they hold refers to what this one holds. */
    default boolean erasesLast() {
        return false;
    }
}
