package pl.kartoteka.client.registry;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionContextManager;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.duplicate.NearDuplicate;
import pl.kartoteka.client.duplicate.NearDuplicates;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.ClientRegistration.Newcomer;
import pl.kartoteka.http.GroupCommit;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Registers one by one, as callers come, and writes together those who come at the same time. */
@Component
class GroupedRegistration {
    private final ClientRegistration registration;
    private final NearDuplicates nearDuplicates;
    private final Outbox outbox;
    private final DistributionSummary groupSizes;
    private final GroupCommit<Request, Answer> groups = new GroupCommit<>(this::registerAll, this::registerAlone);

    GroupedRegistration(ClientRegistration registration, NearDuplicates nearDuplicates, Outbox outbox,
            MeterRegistry meters) {
        this.registration = registration;
        this.nearDuplicates = nearDuplicates;
        this.outbox = outbox;
        this.groupSizes = meters.summary("kartoteka.registration.group");
    }

    /** @param warnings other clients that may be the same one */
    record Welcome(Client client, List<NearDuplicate> warnings) {}

    /** Within a transaction the client is registered in it, and alone. */
    Mono<Welcome> register(ClientCard card, ChangeOrigin origin) {
        return TransactionContextManager.currentContext()
                .map(_ -> true)
                .onErrorReturn(NoTransactionException.class, false)
                .flatMap(inTransaction -> inTransaction ? alone(card, origin) : together(card, origin));
    }

    private Mono<Welcome> alone(ClientCard card, ChangeOrigin origin) {
        return registration.register(card, origin)
                .zipWhen(client -> nearDuplicates.ofRegistered(client.id(), client.card()), Welcome::new);
    }

    private Mono<Welcome> together(ClientCard card, ChangeOrigin origin) {
        return Mono.deferContextual(context -> groups.write(new Request(registration.newcomer(card, origin), context)))
                .map(answer -> switch (answer.outcome()) {
                    case Outcome.Registered(var client) -> new Welcome(client, answer.warnings());
                    case Outcome.Refused(var problem) -> throw problem;
                });
    }

    private Mono<List<Answer>> registerAll(List<Request> requests) {
        groupSizes.record(requests.size());
        return registration.registerAll(requests.stream().map(Request::newcomer).toList())
                .zipWhen(this::warnings, (outcomes, warnings) -> outcomes.stream()
                        .map(outcome -> new Answer(outcome, outcome instanceof Outcome.Registered(var client)
                                ? warnings.getOrDefault(client.id(), List.of())
                                : List.of()))
                        .toList())
                .contextWrite(outbox.causedBy(requests.stream().collect(
                        Collectors.toMap(request -> request.newcomer().id().toString(), Request::context))));
    }

    private Mono<Answer> registerAlone(Request request) {
        return alone(request.newcomer().card(), request.newcomer().origin())
                .map(welcome -> new Answer(new Outcome.Registered(welcome.client()), welcome.warnings()))
                .contextWrite(request.context());
    }

    private Mono<Map<UUID, List<NearDuplicate>>> warnings(List<Outcome> outcomes) {
        var clients = outcomes.stream()
                .filter(Outcome.Registered.class::isInstance)
                .map(outcome -> ((Outcome.Registered) outcome).client())
                .toList();
        return clients.size() == 1
                ? nearDuplicates.ofRegistered(clients.getFirst().id(), clients.getFirst().card())
                        .map(found -> Map.of(clients.getFirst().id(), found))
                : nearDuplicates.ofRegistered(clients.stream().map(Client::id).toList());
    }

    /** @param context of the request, to which its trace belongs */
    private record Request(Newcomer newcomer, ContextView context) {}

    private record Answer(Outcome outcome, List<NearDuplicate> warnings) {}
}
