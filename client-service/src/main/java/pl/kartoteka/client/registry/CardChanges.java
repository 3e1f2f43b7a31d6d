package pl.kartoteka.client.registry;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.client.registry.Corrections.Revision;
import pl.kartoteka.http.IfMatch;
import reactor.core.publisher.Mono;

/** Changes of cards that other features make: with history and event like any other, whatever version the client is at. */
@Component
public class CardChanges {
    private final Clients clients;
    private final Corrections corrections;
    private final CardJson json;

    CardChanges(Clients clients, Corrections corrections, CardJson json) {
        this.clients = clients;
        this.corrections = corrections;
        this.json = json;
    }

    /** @param patch the merge patch (RFC 7396) that makes the new card of the present one; null takes a field away */
    @Transactional
    public Mono<Client> change(UUID id, Function<ClientCard, Map<String, ?>> patch, ChangeOrigin origin) {
        return clients.locked(id)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .flatMap(current -> corrections.correct(current,
                        json.patched(current.card(), patch.apply(current.card())), ChangeAction.CORRECTED, origin));
    }

    /** As {@link #change(UUID, Function, ChangeOrigin)}; refused where the client is no longer at the version seen. */
    @Transactional
    public Mono<Client> change(UUID id, long seen, Function<ClientCard, Map<String, ?>> patch, ChangeOrigin origin) {
        return clients.locked(id)
                .doOnNext(current -> IfMatch.check(seen, current.version()))
                .then(change(id, patch, origin));
    }

    /**
     * As {@link #change}, where another takes the place of what the card says already, which is no new use of it. Who was merged away
     * is changed, too, so that the card is good when the merge is undone.
     */
    @Transactional
    public Mono<Client> replace(UUID id, Function<ClientCard, Map<String, ?>> patch, ChangeOrigin origin) {
        return clients.locked(id)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .flatMap(current -> corrections.revise(Revision.replacing(current,
                        json.patched(current.card(), patch.apply(current.card()))), origin));
    }

    public Mono<Client> find(UUID id) {
        return clients.find(id).switchIfEmpty(Mono.error(() -> new ClientNotFound(id)));
    }
}
