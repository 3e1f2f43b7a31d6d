package pl.kartoteka.client.registry;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/** Looking up, correcting and removing clients. */
@Component
class ClientRegistry {
    private final Clients clients;
    private final Dependants dependants;
    private final Corrections corrections;
    private final Outbox outbox;
    private final Clock clock;

    ClientRegistry(Clients clients, Dependants dependants, Corrections corrections, Outbox outbox, Clock clock) {
        this.clients = clients;
        this.dependants = dependants;
        this.corrections = corrections;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<Client> find(UUID id) {
        return clients.find(id).switchIfEmpty(Mono.error(() -> new ClientNotFound(id)));
    }

    /** @param correction makes the new card of the current one, or refuses to */
    @Transactional
    Mono<Client> correct(UUID id, long seen, UnaryOperator<ClientCard> correction, ChangeOrigin origin) {
        return find(id).flatMap(current -> {
            IfMatch.check(seen, current.version());
            ClientCard card = correction.apply(current.card());
            return card.kind() == current.card().kind()
                    ? corrections.correct(current, card, ChangeAction.CORRECTED, origin)
                    : Mono.error(new InvalidInput("kind", "kind.fixed"));
        });
    }

    /** Only where nothing hangs on it, and not who was merged away: its merge could never be undone. Downstream the client is erased, and its key emptied. */
    @Transactional
    Mono<Void> remove(UUID id, long seen, ChangeOrigin origin) {
        return locked(id, seen)
                .delayUntil(client -> dependants.obstacles(List.of(client))
                        .filter(obstacles -> !obstacles.isEmpty())
                        .flatMap(obstacles -> Mono.error(obstacles.values().iterator().next())))
                .delayUntil(client -> clients.remove(List.of(id), clock.instant(), origin))
                .delayUntil(client -> outbox.append(new ClientErased(id, client.version() + 1)))
                .flatMap(_ -> outbox.appendTombstone(ClientEvent.TOPIC, id.toString()));
    }

    private Mono<Client> locked(UUID id, long seen) {
        return clients.locked(id)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .doOnNext(client -> IfMatch.check(seen, client.version()));
    }
}
