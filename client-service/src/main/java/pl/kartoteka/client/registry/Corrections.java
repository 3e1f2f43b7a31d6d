package pl.kartoteka.client.registry;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/**
 * Puts a new card in the place of the old one: what it refers to is checked and held, the NIP stays one client's, the history
 * is written, and what happened is published.
 */
@Component
class Corrections {
    private final Clients clients;
    private final CardReferences references;
    private final CardJson json;
    private final Promotions promotions;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionalOperator savepoint;

    Corrections(
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

    /** The client with its new card, or as it was where the card says the same; needs a transaction. */
    Mono<Client> correct(Client current, ClientCard card, ChangeAction action, ChangeOrigin origin) {
        List<FieldChange> changes = json.changes(current.card(), card);
        return changes.isEmpty() ? Mono.just(current) : correct(current, card, changes, action, origin);
    }

    private Mono<Client> correct(Client current, ClientCard card, List<FieldChange> changes, ChangeAction action,
            ChangeOrigin origin) {
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
                    return keep(corrected, changes, action, origin)
                            .then(anotherNip ? requireBranchesKeepTheirNip(corrected) : Mono.empty())
                            .then(outbox.append(ClientEvents.changed(current, corrected, changes, held)))
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
    private Mono<Void> keep(Client corrected, List<FieldChange> changes, ChangeAction action, ChangeOrigin origin) {
        return clients.correct(corrected, changes, action, origin)
                .as(savepoint::transactional)
                .onErrorResume(DuplicateKeyException.class, _ -> nipInUse(corrected))
                .onErrorMap(DataIntegrityViolationException.class, HeadOfficeCircle::orElse)
                .filter(kept -> kept)
                .switchIfEmpty(Mono.error(StaleVersion::new))
                .then();
    }

    private Mono<Boolean> nipInUse(Client corrected) {
        return clients.holders(List.of(String.valueOf(corrected.card().nip())))
                .next()
                .zipWhen(holder -> clients.isBelow(holder.id(), corrected.id()))
                .flatMap(found -> Mono.<Boolean>error(
                        NipInUse.byOther(found.getT1(), corrected.card().kind(), found.getT2())))
                .switchIfEmpty(Mono.error(() -> new ConcurrencyFailureException("the NIP was given up meanwhile")));
    }

    private Mono<Void> requireBranchesKeepTheirNip(Client corrected) {
        return clients.branchesSharingAnotherNip(corrected.id(), corrected.card().nip())
                .filter(branches -> branches > 0)
                .flatMap(branches -> Mono.error(new BranchesShareNip(branches)));
    }
}
