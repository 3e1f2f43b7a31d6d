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

import static java.util.Objects.requireNonNull;

/** Keeps what is known of clients in step with their events. */
@Component
class ClientProjection {
    private final KnownClients clients;
    private final Erasures erasures;
    private final List<FollowsMerge> followers;
    private final ReturnedClients returned;

    ClientProjection(
            KnownClients clients, Erasures erasures, List<FollowsMerge> followers, ReturnedClients returned) {
        this.clients = clients;
        this.erasures = erasures;
        this.followers = followers;
        this.returned = returned;
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
                .collectList()
                .flatMapIterable(changes -> changes)
                .concatMap(this::follow)
                .thenMany(clients.erasedAmong(newest.keySet()))
                .concatMap(id -> returned.seen(id, requireNonNull(newest.get(id)).client().updatedAt()))
                .thenMany(Flux.fromIterable(erased))
                .concatMap(erasure -> erasures.erase(erasure.clientId()))
                .then();
    }

    private Mono<Void> follow(MergeChange change) {
        UUID before = change.before();
        UUID after = change.after();
        return Flux.fromIterable(followers)
                .concatMap(follower -> before == null ? Mono.empty() : follower.parted(change.clientId(), before))
                .thenMany(Flux.fromIterable(followers))
                .concatMap(follower -> after == null ? Mono.empty() : follower.merged(change.clientId(), after))
                .then();
    }
}
