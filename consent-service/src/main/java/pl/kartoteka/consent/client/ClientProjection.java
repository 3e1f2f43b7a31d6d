package pl.kartoteka.consent.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
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
        boolean merges = newest.values().stream().anyMatch(change -> change.client().mergedInto() != null);
        return clients.queue(merges)
                // Privacy requests are locked before clients, as who works on them does.
                .thenMany(clients.erasedAmong(newest.keySet()))
                .collectMap(id -> id, id -> requireNonNull(newest.get(id)).client().updatedAt())
                .flatMap(returned::seen)
                .thenMany(clients.store(newest.values()))
                .collectList()
                .flatMapIterable(changes -> changes)
                .concatMap(this::follow)
                .thenMany(Flux.fromIterable(erased))
                .concatMap(erasure -> erasures.erase(erasure.clientId()))
                .then();
    }

    private Mono<Void> follow(MergeChange change) {
        return upTheLine(change.clientId(), change.before(), FollowsMerge::parted)
                .then(upTheLine(change.clientId(), change.after(), FollowsMerge::merged));
    }

    /** The survivor, and whoever stands for it by now: that merge may have been heard of first. */
    private Mono<Void> upTheLine(UUID duplicate, @Nullable UUID survivor, Step step) {
        return survivor == null
                ? Mono.empty()
                : clients.succession(survivor)
                        .startWith(duplicate)
                        .buffer(2, 1)
                        .filter(pair -> pair.size() == 2)
                        .collectList()
                        .flatMapIterable(pairs -> pairs)
                        .concatMap(pair -> Flux.fromIterable(followers)
                                .concatMap(follower -> step.take(follower, pair.getFirst(), pair.getLast())))
                        .then();
    }

    /** What a follower is told. */
    private interface Step {
        Mono<Void> take(FollowsMerge follower, UUID duplicate, UUID survivor);
    }
}
