package pl.kartoteka.client.registry;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
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
public class Corrections {
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

    /**
     * A new card for a client.
     *
     * @param mergedInto the client it turned out to be
     * @param besides what else the history says of it
     * @param branchesFollow whether its branches are changed in the same transaction, so that their NIPs are looked at later
     * @param lasting whether the card refers to nothing anew, so that also what is not offered any more is taken
     */
    public record Revision(Client current, ClientCard card, @Nullable UUID mergedInto, ChangeAction action,
            List<FieldChange> besides, boolean branchesFollow, boolean lasting) {

        static Revision of(Client current, ClientCard card, ChangeAction action) {
            return new Revision(current, card, null, action, List.of(), false, false);
        }

        static Revision replacing(Client current, ClientCard card) {
            return new Revision(current, card, current.mergedInto(), ChangeAction.CORRECTED, List.of(), false, true);
        }
    }

    /** Changes of where clients stand queue here, before they hold any client. */
    public Mono<Void> queueForStructure() {
        return clients.queueForStructure();
    }

    /** The client with its new card, or as it was where the card says the same; needs a transaction. */
    public Mono<Client> correct(Client current, ClientCard card, ChangeAction action, ChangeOrigin origin) {
        if (current.mergedInto() != null) {
            return Mono.error(new ClientMergedAway(current.id(), current.mergedInto()));
        }
        return json.changes(current.card(), card).isEmpty()
                ? Mono.just(current)
                : revise(Revision.of(current, card, action), origin);
    }

    /** The client at its next version, whether or not its card says anything new; needs a transaction. */
    public Mono<Client> revise(Revision revision, ChangeOrigin origin) {
        Client current = revision.current();
        ClientCard card = revision.card();
        List<FieldChange> changes = Stream.concat(json.changes(current.card(), card).stream(),
                revision.besides().stream()).toList();
        boolean moves = card.headOfficeId() != null && !card.headOfficeId().equals(current.card().headOfficeId());
        boolean anotherNip = !Objects.equals(card.nip(), current.card().nip());
        return (moves ? clients.queueForStructure() : Mono.<Void>empty())
                .then(references.hold(List.of(card)))
                .flatMap(held -> {
                    List<FieldError> errors = held.errors(card, revision.lasting() ? card : current.card());
                    if (!errors.isEmpty()) {
                        return Mono.error(new InvalidInput(errors));
                    }
                    Client corrected = current.correct(card, held.sharesNip(card), revision.mergedInto(),
                            clock.instant());
                    return keep(corrected, changes, revision.action(), origin)
                            .then(anotherNip && !revision.branchesFollow()
                                    ? requireBranchesKeepTheirNip(corrected)
                                    : Mono.empty())
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

    /** Refuses a client that has not the NIP its branches share. */
    public Mono<Void> requireBranchesKeepTheirNip(Client corrected) {
        return clients.branchesSharingAnotherNip(corrected.id(), corrected.card().nip())
                .filter(branches -> branches > 0)
                .flatMap(branches -> Mono.error(new BranchesShareNip(branches)));
    }
}
