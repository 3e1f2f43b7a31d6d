package pl.kartoteka.client.registry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many clients at once, in as many statements as one takes. Every method needs a transaction. */
@Component
public class MassChanges {
    private final ClientRegistration registration;
    private final Corrections corrections;
    private final Clients clients;
    private final Dependants dependants;
    private final CardReferences references;
    private final CardJson json;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionalOperator savepoint;

    MassChanges(
            ClientRegistration registration,
            Corrections corrections,
            Clients clients,
            Dependants dependants,
            CardReferences references,
            CardJson json,
            Outbox outbox,
            Clock clock,
            ReactiveTransactionManager transactions) {
        this.registration = registration;
        this.corrections = corrections;
        this.clients = clients;
        this.dependants = dependants;
        this.references = references;
        this.json = json;
        this.outbox = outbox;
        this.clock = clock;
        this.savepoint = TransactionalOperator.create(transactions,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    }

    /** A card in the place of the client's own. */
    public record Correction(Client client, ClientCard card) {}

    /** The outcomes are in the order of the cards; a refusal leaves the others alone. */
    public Mono<List<Outcome>> register(List<ClientCard> cards, ChangeOrigin origin) {
        return cards.isEmpty() ? Mono.just(List.of()) : registration.registerAll(cards, origin);
    }

    /** Changes of where clients stand queue here, before they hold any client. */
    public Mono<Void> queueForStructure() {
        return corrections.queueForStructure();
    }

    /** Whose these NIPs are. */
    public Mono<Map<String, UUID>> holders(Collection<String> nips) {
        return clients.holders(nips).collectMap(Clients.NipHolder::nip, Clients.NipHolder::id);
    }

    /** The clients with these ids, in the order of the ids; nobody changes them until the transaction ends. */
    public Flux<Client> locked(Collection<UUID> ids) {
        return clients.lockedAll(ids);
    }

    /** Why some were not corrected, by client; a card that says what the client says already changes nothing. */
    public Mono<Map<UUID, RuntimeException>> correct(Collection<Correction> given, ChangeOrigin origin) {
        var together = new ArrayList<Changed>();
        var alone = new ArrayList<Correction>();
        for (Correction correction : given) {
            // One alone says that a client was merged away.
            if (correction.client().mergedInto() != null || needsCare(correction)) {
                alone.add(correction);
            } else {
                List<FieldChange> changes = json.changes(correction.client().card(), correction.card());
                if (!changes.isEmpty()) {
                    together.add(new Changed(correction.client(), correction.card(), changes));
                }
            }
        }
        return correctTogether(together, origin)
                .flatMap(refused -> Flux.fromIterable(alone)
                        .concatMap(correction -> correctAlone(correction, origin, refused))
                        .then(Mono.just(refused)));
    }

    /** Why some were not removed, by client: something hangs on them, or they were merged away. They must be locked. */
    public Mono<Map<UUID, RuntimeException>> remove(Collection<Client> locked, ChangeOrigin origin) {
        return dependants.obstacles(locked)
                .delayUntil(refused -> {
                    List<Client> idle = locked.stream().filter(client -> !refused.containsKey(client.id())).toList();
                    return clients.remove(idle.stream().map(Client::id).toList(), clock.instant(), origin)
                            .then(outbox.append(idle.stream()
                                    .map(client -> new ClientErased(client.id(), client.version() + 1)).toList()))
                            .then(outbox.appendTombstones(ClientEvent.TOPIC,
                                    idle.stream().map(client -> client.id().toString()).toList()));
                });
    }

    /** What others have a say in: a NIP is one client's, and no head office stands below itself. */
    private static boolean needsCare(Correction correction) {
        ClientCard before = correction.client().card();
        ClientCard after = correction.card();
        return !Objects.equals(before.nip(), after.nip())
                || !Objects.equals(before.headOfficeId(), after.headOfficeId());
    }

    private Mono<Void> correctAlone(Correction correction, ChangeOrigin origin,
            Map<UUID, RuntimeException> refused) {
        return corrections.correct(correction.client(), correction.card(), ChangeAction.CORRECTED, origin)
                .as(savepoint::transactional)
                .then()
                .onErrorResume(DomainProblem.class, problem -> Mono.fromRunnable(
                        () -> refused.put(correction.client().id(), problem)));
    }

    private Mono<Map<UUID, RuntimeException>> correctTogether(List<Changed> given, ChangeOrigin origin) {
        if (given.isEmpty()) {
            return Mono.just(new LinkedHashMap<>());
        }
        return references.hold(given.stream().map(Changed::card).toList()).flatMap(held -> {
            var refused = new LinkedHashMap<UUID, RuntimeException>();
            var admitted = new ArrayList<Corrected>();
            for (Changed changed : given) {
                List<FieldError> errors = held.errors(changed.card(), changed.client().card());
                if (errors.isEmpty()) {
                    Client before = changed.client();
                    admitted.add(new Corrected(before,
                            before.correct(changed.card(), before.nipShared(), clock.instant()), changed.changes()));
                } else {
                    refused.put(changed.client().id(), new InvalidInput(errors));
                }
            }
            return clients.correctAll(admitted, clock.instant(), origin).collect(Collectors.toSet())
                    .flatMap(kept -> publish(admitted, kept, held, refused))
                    .thenReturn(refused);
        });
    }

    private Mono<Void> publish(List<Corrected> admitted, Set<UUID> kept, References held,
            Map<UUID, RuntimeException> refused) {
        admitted.stream().map(corrected -> corrected.after().id()).filter(id -> !kept.contains(id))
                .forEach(id -> refused.put(id, new StaleVersion()));
        return outbox.append(admitted.stream()
                .filter(corrected -> kept.contains(corrected.after().id()))
                .map(corrected -> ClientEvents.changed(corrected.before(), corrected.after(), corrected.changes(),
                        held))
                .toList());
    }

    private record Changed(Client client, ClientCard card, List<FieldChange> changes) {}

    /** A client before and after. */
    record Corrected(Client before, Client after, List<FieldChange> changes) {}
}
