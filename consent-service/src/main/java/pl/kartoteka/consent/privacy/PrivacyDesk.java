package pl.kartoteka.consent.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.consent.ConsentRegistry;
import pl.kartoteka.consent.purpose.LegalBasis;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use cases of people who answer privacy requests. Each is one transaction that holds the case. */
@Component
class PrivacyDesk {
    private final PrivacyCases cases;
    private final Trail trail;
    private final Questions questions;
    private final Restrictions restrictions;
    private final KnownClients clients;
    private final ConsentRegistry consents;
    private final PurposeCatalogue purposes;
    private final Ids ids;
    private final Clock clock;

    PrivacyDesk(
            PrivacyCases cases,
            Trail trail,
            Questions questions,
            Restrictions restrictions,
            KnownClients clients,
            ConsentRegistry consents,
            PurposeCatalogue purposes,
            Ids ids,
            Clock clock) {
        this.cases = cases;
        this.trail = trail;
        this.questions = questions;
        this.restrictions = restrictions;
        this.clients = clients;
        this.consents = consents;
        this.purposes = purposes;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records a request. A restriction and an objection count from the moment this is acknowledged. Of a duplicate nothing is
     * recorded: whoever stands for it is the person, and the request is about all that is held of her.
     */
    @Transactional
    Mono<PrivacyCase> receive(ReceiveRequest command) {
        return clients.require(command.clientId())
                .then(objectedTo(command))
                .map(against -> PrivacyCase.received(
                        ids.next(),
                        command.clientId(),
                        command.kind(),
                        against,
                        command.receivedAt() == null ? clock.instant() : command.receivedAt(),
                        command.by()))
                // The case first: of two that may not be there at once the second ends here, before it waits for locks.
                .delayUntil(cases::insert)
                .delayUntil(_ -> clients.holdPresent(command.clientId()))
                .delayUntil(_ -> clients.requireUnmerged(command.clientId()))
                .delayUntil(made -> trail.add(
                        made.id(), command.by(), TrailEvent.RECEIVED, Map.of("dueOn", made.dueOn()), command.note()))
                .delayUntil(this::heed)
                .delayUntil(made -> object(made, command.by()));
    }

    /** Begins to carry it out: an erasure and an export are asked of every service. */
    @Transactional
    Mono<PrivacyCase> start(UUID id, long seen, String by) {
        return move(id, seen, PrivacyCase::start)
                .delayUntil(moved -> trail.add(id, by, TrailEvent.STARTED, Map.of()))
                .delayUntil(questions::ask);
    }

    @Transactional
    Mono<PrivacyCase> extend(UUID id, long seen, int months, String reason, String by) {
        return move(id, seen, current -> current.extend(months, clock.instant()))
                .delayUntil(moved -> trail.add(
                        id, by, TrailEvent.EXTENDED, Map.of("months", months, "dueOn", moved.dueOn()), reason));
    }

    @Transactional
    Mono<PrivacyCase> complete(UUID id, long seen, @Nullable String note, String by) {
        return move(id, seen, current -> current.complete(clock.instant()))
                .delayUntil(questions::requireAnswered)
                .delayUntil(_ -> trail.add(id, by, TrailEvent.COMPLETED, Map.of(), note));
    }

    @Transactional
    Mono<PrivacyCase> refuse(UUID id, long seen, String reason, String by) {
        return move(id, seen, current -> current.refuse(clock.instant()))
                .delayUntil(this::heed)
                .delayUntil(questions::dropArchive)
                .delayUntil(_ -> trail.add(id, by, TrailEvent.REFUSED, Map.of(), reason));
    }

    @Transactional
    Mono<PrivacyCase> withdraw(UUID id, long seen, @Nullable String note, String by) {
        return move(id, seen, current -> current.withdraw(clock.instant()))
                .delayUntil(this::heed)
                .delayUntil(questions::dropArchive)
                .delayUntil(_ -> trail.add(id, by, TrailEvent.WITHDRAWN, Map.of(), note));
    }

    @Transactional
    Mono<PrivacyCase> lift(UUID id, long seen, String reason, String by) {
        return move(id, seen, PrivacyCase::lift)
                .delayUntil(this::heed)
                .delayUntil(_ -> trail.add(id, by, TrailEvent.LIFTED, Map.of(), reason));
    }

    /** Links a change of the client's card to the case that asked for it. */
    @Transactional
    Mono<PrivacyCase> correct(UUID id, long seen, long clientVersion, List<String> fields, String by) {
        return move(id, seen, current -> {
            if (current.kind() != PrivacyKind.RECTIFICATION || !current.state().open()) {
                throw new PrivacyTransition(current.state().status(), CaseStatus.IN_PROGRESS);
            }
            return current.noted();
        })
                .delayUntil(_ -> trail.add(
                        id, by, TrailEvent.CORRECTED, Map.of("clientVersion", clientVersion, "fields", fields)));
    }

    /** Under the lock of the case: of two who saw the same version the second finds another. */
    private Mono<PrivacyCase> move(UUID id, long seen, UnaryOperator<PrivacyCase> step) {
        return cases.locked(id)
                .map(current -> {
                    IfMatch.check(seen, current.version());
                    return step.apply(current);
                })
                .delayUntil(cases::store);
    }

    private Mono<Void> heed(PrivacyCase moved) {
        return moved.kind() != PrivacyKind.RESTRICTION
                ? Mono.empty()
                : restrictions.heed(moved.clientId());
    }

    private Mono<List<String>> objectedTo(ReceiveRequest command) {
        if (command.kind() != PrivacyKind.OBJECTION) {
            return Mono.just(List.of());
        }
        Flux<Purpose> named = command.purposes().isEmpty()
                ? purposes.all().filter(purpose -> purpose.legalBasis() == LegalBasis.LEGITIMATE_INTEREST)
                : Flux.fromIterable(command.purposes()).distinct().concatMap(purposes::require);
        return named.map(Purpose::code).collectList();
    }

    private Mono<Void> object(PrivacyCase made, String by) {
        return made.kind() != PrivacyKind.OBJECTION
                ? Mono.empty()
                : Flux.fromIterable(made.purposes())
                        .concatMap(purpose -> consents.object(
                                made.clientId(), purpose, "/api/v1/privacy-requests/" + made.id(), by))
                        .then(trail.add(
                                made.id(), by, TrailEvent.OBJECTION_RECORDED, Map.of("purposes", made.purposes())));
    }

    /** @param purposes what an objection is against; none named means everything that rests on a legitimate interest */
    record ReceiveRequest(
            UUID clientId,
            PrivacyKind kind,
            List<String> purposes,
            @Nullable Instant receivedAt,
            @Nullable String note,
            String by) {}
}
