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

    /** Everything it knows about the client, in the order a person should read it; read in one transaction. */
    Flux<PersonalFile> export(UUID clientId);

    /** Whether the others go first, because what they hold refers to what this one holds. */
    default boolean erasesLast() {
        return false;
    }
}
