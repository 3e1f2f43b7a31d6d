package pl.kartoteka.consent.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.personal.Erasures;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what is known of clients in step with their events. */
@Component
class ClientProjection {
    private final KnownClients clients;
    private final Erasures erasures;

    ClientProjection(KnownClients clients, Erasures erasures) {
        this.clients = clients;
        this.erasures = erasures;
    }

    /** Applies the events of a batch: of each client the newest state counts, and an erasure is final. */
    @Transactional
    public Mono<Void> apply(List<ClientEvent> events) {
        Map<UUID, ClientChange> newest = new LinkedHashMap<>();
        List<ClientErased> erased = new ArrayList<>();
        for (ClientEvent event : events) {
            switch (event) {
                case ClientErased erasure -> erased.add(erasure);
                case ClientChange change ->
                        newest.merge(
                                change.clientId(), change,
                                (one, other) -> one.version() >= other.version() ? one : other);
            }
        }
        return clients.store(newest.values())
                .thenMany(Flux.fromIterable(erased))
                .concatMap(erasure -> erasures.erase(erasure.clientId()))
                .then();
    }
}
