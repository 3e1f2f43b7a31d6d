package pl.kartoteka.client.watch;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.client.history.RelatedChanges;
import pl.kartoteka.client.history.RelatedChanges.Related;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.Corrections;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.client.watch.ProposedChange.Status;
import pl.kartoteka.events.CompanyEvent.CompanyVerified;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.StrictJson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Proposes what registers say otherwise, and does what a person decides about it. */
@Component
class RegisterWatch {
    private static final String ADDRESSES = "addresses";
    private static final String USE = "use";

    private final ProposedChanges proposals;
    private final Corrections corrections;
    private final RelatedChanges history;
    private final KnownClients clients;
    private final StrictJson strict;
    private final JsonMapper json;
    private final Clock clock;

    RegisterWatch(ProposedChanges proposals, Corrections corrections, RelatedChanges history, KnownClients clients,
            StrictJson strict, JsonMapper json, Clock clock) {
        this.proposals = proposals;
        this.corrections = corrections;
        this.history = history;
        this.clients = clients;
        this.strict = strict;
        this.json = json;
        this.clock = clock;
    }

    /** Repeated, or older than what was heard before, it changes nothing; of who is no client nothing is remembered. */
    @Transactional
    Mono<Void> take(CompanyVerified answer) {
        return proposals.holder(answer.nip())
                .filterWhen(client -> proposals.isNews(client.id(), answer.nip(), answer.register(), answer.sequence()))
                .filter(_ -> !answer.outcome().equals("UNKNOWN"))
                .flatMap(client -> proposals.propose(client.id(), answer.register(),
                        RegisterAnswer.about(client.card(), answer), answer.checkedAt()));
    }

    Mono<Page<ProposedChange>> ofClient(UUID clientId, boolean decided, UUID before, int size, boolean count) {
        return clients.require(clientId)
                .then(proposals.ofClient(clientId, decided, before, size + 1))
                .map(found -> Page.of(found, size, null, last -> List.of(last.id().toString()), one -> one))
                .flatMap(page -> count ? proposals.count(clientId, decided).map(page::withTotal) : Mono.just(page));
    }

    @Transactional
    Mono<Client> accept(UUID clientId, UUID proposalId, ChangeOrigin origin) {
        return held(clientId).flatMap(client -> open(clientId, proposalId)
                .flatMap(proposal -> accept(client, List.of(proposal), origin)));
    }

    @Transactional
    Mono<Client> acceptAll(UUID clientId, ChangeOrigin origin) {
        return held(clientId)
                .flatMap(client -> proposals.ofClient(clientId, false, Cursor.idBefore(null), PageLimit.MOST)
                        .flatMap(open -> open.isEmpty() ? Mono.just(client) : accept(client, open, origin)));
    }

    @Transactional
    Mono<ProposedChange> refuse(UUID clientId, UUID proposalId, ChangeOrigin origin) {
        return held(clientId)
                .then(open(clientId, proposalId))
                .delayUntil(proposal -> decide(List.of(proposal), Status.REFUSED, ChangeAction.REFUSED, origin))
                .then(Mono.defer(() -> proposals.find(clientId, proposalId)));
    }

    /** The latest answer wins where two registers speak of one field. */
    private Mono<Client> accept(Client client, List<ProposedChange> accepted, ChangeOrigin origin) {
        ObjectNode card = json.valueToTree(client.card());
        accepted.stream()
                .sorted((left, right) -> left.checkedAt().compareTo(right.checkedAt()))
                .forEach(proposal -> apply(card, proposal));
        return corrections.correct(client, strict.bind(card, ClientCard.class), ChangeAction.CORRECTED, origin)
                .delayUntil(_ -> decide(accepted, Status.ACCEPTED, ChangeAction.ACCEPTED, origin));
    }

    /** The history of the client says what was proposed, by which register, and what became of it. */
    private Mono<Void> decide(List<ProposedChange> decided, Status status, ChangeAction action, ChangeOrigin origin) {
        return proposals.decide(decided.stream().map(ProposedChange::id).toList(), status, clock.instant(),
                origin.subject())
                .thenMany(Flux.fromIterable(decided))
                .concatMap(proposal -> history.decided(proposal.clientId(),
                        Related.oneOf("proposedChanges", proposal.id()), Decision.of(proposal), action, origin))
                .then();
    }

    private record Decision(String register, String field, JsonNode proposed) {
        static Decision of(ProposedChange proposal) {
            return new Decision(proposal.register(), proposal.field(), proposal.proposed());
        }
    }

    private static void apply(ObjectNode card, ProposedChange proposal) {
        if (!proposal.field().equals(RegisterAnswer.REGISTERED_ADDRESS)) {
            card.set(proposal.field(), proposal.proposed());
            return;
        }
        ArrayNode addresses = card.arrayNode().add(proposal.proposed());
        for (JsonNode address : card.path(ADDRESSES)) {
            if (!address.path(USE).equals(proposal.proposed().path(USE))) {
                addresses.add(address);
            }
        }
        card.set(ADDRESSES, addresses);
    }

    private Mono<Client> held(UUID clientId) {
        return proposals.locked(clientId).switchIfEmpty(Mono.error(() -> new ClientNotFound(clientId)));
    }

    private Mono<ProposedChange> open(UUID clientId, UUID proposalId) {
        return proposals.find(clientId, proposalId)
                .switchIfEmpty(Mono.error(() -> new ProposalNotFound(proposalId)))
                .filter(proposal -> proposal.status() == Status.OPEN)
                .switchIfEmpty(Mono.error(() -> new ProposalDecided(proposalId)));
    }
}
