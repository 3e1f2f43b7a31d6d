package pl.kartoteka.client.registry;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/** Looking up, correcting and removing clients. */
@Component
class ClientRegistry {
    private final Clients clients;
    private final CardReferences references;
    private final CardJson json;
    private final Promotions promotions;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionalOperator savepoint;

    ClientRegistry(
            Clients clients,
            CardReferences references,
            CardJson json,
            Promotions promotions,
            Outbox outbox,
            Clock clock,
            ReactiveTransactionManager transactions) {
        this.clients = clients;
        this.references = references;
        this.json = json;
        this.promotions = promotions;
        this.outbox = outbox;
        this.clock = clock;
        this.savepoint = TransactionalOperator.create(transactions,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
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
            if (card.kind() != current.card().kind()) {
                return Mono.error(new InvalidInput("kind", "kind.fixed"));
            }
            List<FieldChange> changes = json.changes(current.card(), card);
            return changes.isEmpty() ? Mono.just(current) : correct(current, card, changes, origin);
        });
    }

    /** Only where nothing hangs on it. Downstream the client is erased, and its key emptied. */
    @Transactional
    Mono<Void> remove(UUID id, long seen, ChangeOrigin origin) {
        return clients.locked(id)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .doOnNext(client -> IfMatch.check(seen, client.version()))
                .delayUntil(client -> clients.dependants(id)
                        .filter(dependants -> dependants.branches() + dependants.documents() > 0)
                        .flatMap(dependants -> Mono.error(new ClientInUse(dependants))))
                .delayUntil(client -> clients.remove(id, clock.instant(), origin))
                .delayUntil(client -> outbox.append(new ClientErased(id, client.version() + 1)))
                .flatMap(_ -> outbox.appendTombstone(ClientEvent.TOPIC, id.toString()));
    }

    private Mono<Client> correct(Client current, ClientCard card, List<FieldChange> changes, ChangeOrigin origin) {
        boolean moves = card.headOfficeId() != null && !card.headOfficeId().equals(current.card().headOfficeId());
        boolean anotherNip = !Objects.equals(card.nip(), current.card().nip());
        return (moves ? clients.queueForStructure() : Mono.<Void>empty())
                .then(references.hold(List.of(card)))
                .flatMap(held -> {
                    List<FieldError> errors = held.errors(card);
                    if (!errors.isEmpty()) {
                        return Mono.error(new InvalidInput(errors));
                    }
                    Client corrected = current.correct(card, held.sharesNip(card), clock.instant());
                    return keep(corrected, changes, origin)
                            .then(anotherNip ? requireBranchesKeepTheirNip(corrected) : Mono.empty())
                            .then(outbox.append(ClientEvents.corrected(current, corrected, changes, held)))
                            .then(anotherNip ? takeWaitingDocuments(corrected, origin) : Mono.just(corrected));
                });
    }

    /** Documents may have come under the NIP that the client has only now. */
    private Mono<Client> takeWaitingDocuments(Client corrected, ChangeOrigin origin) {
        if (corrected.card().nip() == null || corrected.nipShared()) {
            return Mono.just(corrected);
        }
        return clients.attachWaitingDocuments(corrected)
                .filter(trades -> trades)
                .flatMap(_ -> promotions.promote(List.of(corrected.id()), origin.through(Channel.SALES_DOCUMENT)))
                .flatMap(promoted -> Mono.justOrEmpty(promoted.stream().findFirst()))
                .defaultIfEmpty(corrected);
    }

    /** In a savepoint: after a refusal by the database the transaction must still be able to say by whom a NIP is used. */
    private Mono<Void> keep(Client corrected, List<FieldChange> changes, ChangeOrigin origin) {
        return clients.correct(corrected, changes, origin)
                .as(savepoint::transactional)
                .onErrorResume(DuplicateKeyException.class, _ -> nipInUse(corrected.card()))
                .onErrorMap(DataIntegrityViolationException.class, HeadOfficeCircle::orElse)
                .filter(kept -> kept)
                .switchIfEmpty(Mono.error(StaleVersion::new))
                .then();
    }

    private Mono<Boolean> nipInUse(ClientCard card) {
        return clients.holders(List.of(String.valueOf(card.nip())))
                .next()
                .flatMap(holder -> Mono.<Boolean>error(new NipInUse(holder, card.kind())))
                .switchIfEmpty(Mono.error(() -> new ConcurrencyFailureException("the NIP was given up meanwhile")));
    }

    private Mono<Void> requireBranchesKeepTheirNip(Client corrected) {
        return clients.branchesSharingAnotherNip(corrected.id(), corrected.card().nip())
                .filter(branches -> branches > 0)
                .flatMap(branches -> Mono.error(new BranchesShareNip(branches)));
    }
}
