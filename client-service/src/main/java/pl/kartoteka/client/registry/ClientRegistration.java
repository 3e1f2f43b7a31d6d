package pl.kartoteka.client.registry;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.registry.Clients.NipHolder;
import pl.kartoteka.client.registry.Clients.Registered;
import pl.kartoteka.http.Ids;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Registering clients: one, five hundred, or one above another. As many statements for many as for one. */
@Component
class ClientRegistration {
    private final Clients clients;
    private final CardReferences references;
    private final CardJson json;
    private final ErasedPersons erased;
    private final Promotions promotions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Counter registered;
    private final Counter refused;

    ClientRegistration(
            Clients clients,
            CardReferences references,
            CardJson json,
            ErasedPersons erased,
            Promotions promotions,
            Outbox outbox,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.clients = clients;
        this.references = references;
        this.json = json;
        this.erased = erased;
        this.promotions = promotions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.registered = meters.counter("kartoteka.registrations", "outcome", "registered");
        this.refused = meters.counter("kartoteka.registrations", "outcome", "refused");
    }

    @Transactional
    Mono<Client> register(ClientCard card, ChangeOrigin origin) {
        return registerAs(ids.next(), card, origin);
    }

    /** Somebody who was erased and has come back: what kept others from bringing him back is forgotten. */
    @Transactional
    Mono<Client> registerReturning(ClientCard card, ChangeOrigin origin) {
        return erased.forget(card).then(Mono.defer(() -> registerAs(ids.next(), card, origin)));
    }

    /** The outcomes are in the order of the cards; a refusal leaves the others alone. */
    @Transactional
    Mono<List<Outcome>> registerAll(List<ClientCard> cards, ChangeOrigin origin) {
        return write(cards.stream().map(card -> newcomer(card, origin)).toList());
    }

    /** As the other, each by somebody else; fails where one of them would have to wait for somebody who takes his time. */
    @Transactional
    Mono<List<Outcome>> registerAll(List<Newcomer> newcomers) {
        return clients.waitNoLongerThanAMoment().then(Mono.defer(() -> write(newcomers)));
    }

    Newcomer newcomer(ClientCard card, ChangeOrigin origin) {
        return new Newcomer(ids.next(), card, origin);
    }

    /** One of the ways on from a NIP in use: whoever has it becomes a branch of the new client, and may keep the NIP. */
    @Transactional
    Mono<Client> registerAbove(UUID branchId, ClientCard card, ChangeOrigin origin) {
        if (card.headOfficeId() != null) {
            return Mono.error(new InvalidInput("headOfficeId", "head-office.has-one"));
        }
        if (!card.kind().isOrganisation()) {
            return Mono.error(new InvalidInput("kind", "head-office.not-organisation"));
        }
        UUID id = ids.next();
        return clients.queueForStructure()
                .then(clients.letHeadOfficeFollow())
                .then(clients.locked(branchId))
                .switchIfEmpty(Mono.error(() -> new InvalidInput("headOfficeOf", "client.unknown")))
                .flatMap(branch -> putBelow(id, card, branch, origin)
                        .flatMap(below -> registerAs(id, card, origin).delayUntil(_ -> publishMove(branch, below))));
    }

    private Mono<Client> putBelow(UUID headOffice, ClientCard above, Client branch, ChangeOrigin origin) {
        if (branch.card().headOfficeId() != null) {
            return Mono.error(new AlreadyBranch(branch));
        }
        if (!branch.card().kind().isOrganisation()) {
            return Mono.error(new InvalidInput("headOfficeOf", "head-office.not-organisation"));
        }
        boolean shares = above.nip() != null && above.nip().equals(branch.card().nip());
        Client below = branch.correct(branch.card().withHeadOffice(headOffice), shares, clock.instant());
        return clients.correct(below, json.changes(branch.card(), below.card()), ChangeAction.CORRECTED, origin)
                .thenReturn(below);
    }

    private Mono<Void> publishMove(Client before, Client after) {
        return references.named(List.of(after.card()))
                .flatMap(named -> outbox.append(
                        ClientEvents.changed(before, after, json.changes(before.card(), after.card()), named)));
    }

    private Mono<Client> registerAs(UUID id, ClientCard card, ChangeOrigin origin) {
        return write(List.of(new Newcomer(id, card, origin)))
                .map(outcomes -> switch (outcomes.getFirst()) {
                    case Outcome.Registered(var client) -> client;
                    case Outcome.Refused(var problem) -> throw problem;
                });
    }

    private Mono<List<Outcome>> write(List<Newcomer> newcomers) {
        Instant at = clock.instant();
        return references.completed(newcomers.stream().map(Newcomer::card).toList())
                .map(cards -> IntStream.range(0, cards.size())
                        .mapToObj(i -> newcomers.get(i).with(cards.get(i)))
                        .toList())
                .flatMap(completed -> writeCompleted(completed, at));
    }

    private Mono<List<Outcome>> writeCompleted(List<Newcomer> newcomers, Instant at) {
        List<ClientCard> cards = newcomers.stream().map(Newcomer::card).toList();
        Map<UUID, ChangeOrigin> origins = newcomers.stream()
                .collect(Collectors.toMap(Newcomer::id, Newcomer::origin));
        return references.hold(cards).zipWith(erased.among(cards)).flatMap(known -> {
            References held = known.getT1();
            var outcomes = new LinkedHashMap<UUID, Outcome>();
            newcomers.forEach(newcomer -> outcomes.put(newcomer.id(), admitted(newcomer, held, known.getT2(), at)));
            return insert(registered(outcomes), origins, at)
                    .delayUntil(inserted -> refuseTheRest(outcomes, inserted.keySet()))
                    .delayUntil(_ -> outbox.append(
                            registered(outcomes).stream().map(client -> ClientEvents.registered(client, held))
                                    .toList()))
                    .flatMap(inserted -> promote(trading(inserted), origins))
                    .doOnNext(promoted -> promoted.forEach(
                            client -> outcomes.put(client.id(), new Outcome.Registered(client))))
                    .map(_ -> List.copyOf(outcomes.values()))
                    .doOnNext(this::count);
        });
    }

    private Mono<List<Client>> promote(List<UUID> ids, Map<UUID, ChangeOrigin> origins) {
        return Flux.fromIterable(ids.stream().collect(Collectors.groupingBy(origins::get)).entrySet())
                .concatMap(of -> promotions.promote(of.getValue(), of.getKey().through(Channel.SALES_DOCUMENT)))
                .flatMapIterable(promoted -> promoted)
                .collectList();
    }

    private void count(List<Outcome> outcomes) {
        outcomes.forEach(outcome -> (outcome instanceof Outcome.Registered ? registered : refused).increment());
    }

    private static Outcome admitted(
            Newcomer newcomer, References held, Map<ClientCard, Instant> erased, Instant at) {
        Instant erasedAt = erased.get(newcomer.card());
        if (erasedAt != null) {
            return new Outcome.Refused(new PersonErased(erasedAt));
        }
        List<FieldError> errors = held.errors(newcomer.card(), null);
        return errors.isEmpty()
                ? new Outcome.Registered(
                        Client.register(newcomer.id(), newcomer.card(), held.sharesNip(newcomer.card()), at))
                : new Outcome.Refused(new InvalidInput(errors));
    }

    private Mono<Map<UUID, Registered>> insert(List<Client> admitted, Map<UUID, ChangeOrigin> origins, Instant at) {
        return admitted.isEmpty()
                ? Mono.just(Map.of())
                : clients.register(admitted, at, origins).collectMap(Registered::id);
    }

    /** What was not inserted has a NIP in use; whose it is, is said. */
    private Mono<Void> refuseTheRest(Map<UUID, Outcome> outcomes, Set<UUID> inserted) {
        List<Client> rest = registered(outcomes).stream().filter(client -> !inserted.contains(client.id())).toList();
        Set<String> nips = rest.stream().map(client -> client.card().nip()).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return clients.holders(nips)
                .collectMap(NipHolder::nip)
                .doOnNext(holders -> rest.forEach(client -> outcomes.put(client.id(), refused(client.card(), holders))))
                .then();
    }

    private static Outcome refused(ClientCard card, Map<String, NipHolder> holders) {
        NipHolder holder = holders.get(String.valueOf(card.nip()));
        return new Outcome.Refused(holder == null
                ? new ConcurrencyFailureException("the NIP was given up in the very moment it was in the way")
                : NipInUse.byExisting(holder, card.kind()));
    }

    private static List<Client> registered(Map<UUID, Outcome> outcomes) {
        return outcomes.values().stream()
                .flatMap(outcome -> outcome instanceof Outcome.Registered(var client)
                        ? Stream.of(client)
                        : Stream.empty())
                .toList();
    }

    private static List<UUID> trading(Map<UUID, Registered> inserted) {
        return inserted.values().stream().filter(Registered::trades).map(Registered::id).toList();
    }

    /** Who is to be registered, and by whom. */
    record Newcomer(UUID id, ClientCard card, ChangeOrigin origin) {
        private Newcomer with(ClientCard completed) {
            return new Newcomer(id, completed, origin);
        }
    }
}
