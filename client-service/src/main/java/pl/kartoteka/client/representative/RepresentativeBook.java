package pl.kartoteka.client.representative;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.RelatedChanges;
import pl.kartoteka.client.history.RelatedChanges.Related;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import reactor.core.publisher.Mono;

/**
 * Naming representatives, correcting and removing them, told in the history of every client it is about. Whoever does so holds the
 * person before looking, so that each change is told from what it was made of; a client, where there is one to hold, comes first.
 */
@Component
class RepresentativeBook {
    private final Representatives representatives;
    private final KnownClients clients;
    private final RelatedChanges history;
    private final Clock clock;

    RepresentativeBook(Representatives representatives, KnownClients clients, RelatedChanges history, Clock clock) {
        this.representatives = representatives;
        this.clients = clients;
        this.history = history;
        this.clock = clock;
    }

    Mono<Representative> find(UUID id) {
        return representatives.find(id).switchIfEmpty(Mono.error(() -> new RepresentativeNotFound(id)));
    }

    /** @param seen those who act for the client, as they were seen; null where the person is not among them */
    @Transactional
    Mono<Void> name(UUID client, UUID id, @Nullable Long seen, String position, ChangeOrigin origin) {
        return inTurn(client)
                .then(Mono.defer(() -> locked(id)))
                .zipWhen(_ -> representatives.of(client).collectList())
                .flatMap(found -> {
                    Optional<String> former = position(found.getT2(), id);
                    if (seen != null || former.isPresent()) {
                        IfMatch.checkReplaced(seen, Representation.version(found.getT2()));
                    }
                    Representative person = found.getT1();
                    return representatives.put(client, id, position, clock.instant())
                            .then(history.note(client, related(id),
                                    former.map(one -> Told.of(person, one)).orElse(null),
                                    Told.of(person, position), origin));
                });
    }

    @Transactional
    Mono<Void> take(UUID client, UUID id, long seen, ChangeOrigin origin) {
        return inTurn(client)
                .then(Mono.defer(() -> locked(id)))
                .zipWhen(_ -> representatives.of(client).collectList())
                .flatMap(found -> {
                    String position = position(found.getT2(), id).orElseThrow(() -> new RepresentativeNotFound(id));
                    IfMatch.check(seen, Representation.version(found.getT2()));
                    return representatives.take(client, id)
                            .then(history.note(client, related(id), Told.of(found.getT1(), position), null, origin));
                });
    }

    /** Who acts for a client is changed by one after the other, so that each has seen what is changed. */
    private Mono<Void> inTurn(UUID client) {
        return representatives.lockClient(client).then(clients.hold(client));
    }

    private static Optional<String> position(List<Representation> people, UUID id) {
        return people.stream()
                .filter(one -> one.representativeId().equals(id))
                .map(Representation::position)
                .findFirst();
    }

    @Transactional
    Mono<Representative> correct(UUID id, long seen, Function<Representative, RepresentativeRequest> change,
            ChangeOrigin origin) {
        return locked(id).flatMap(person -> {
            IfMatch.check(seen, person.version());
            RepresentativeRequest request = change.apply(person);
            Representative corrected = person.changed(request, clock.instant());
            return representatives.change(corrected)
                    .filter(done -> done)
                    .switchIfEmpty(Mono.error(StaleVersion::new))
                    .then(representatives.clientsOf(id).collectList())
                    .flatMap(represented -> history.note(represented, related(id), RepresentativeRequest.of(person),
                            request, origin))
                    .thenReturn(corrected);
        });
    }

    @Transactional
    Mono<Void> remove(UUID id, long seen) {
        return locked(id)
                .doOnNext(person -> IfMatch.check(seen, person.version()))
                .then(representatives.clientsOf(id).count())
                .filter(represented -> represented > 0)
                .flatMap(represented -> Mono.<Void>error(new RepresentativeInUse(represented)))
                .then(representatives.remove(id))
                .then(history.forget(List.of(id)));
    }

    /** Takes everybody off the client; those who act for nobody else then are forgotten. How many were taken off; needs a transaction. */
    Mono<Long> closeFor(UUID client) {
        return representatives.lockedOf(client)
                .collectList()
                .flatMap(people -> representatives.takeAll(client)
                        .delayUntil(_ -> representatives.removeIdle(people).collectList().flatMap(history::forget)));
    }

    private Mono<Representative> locked(UUID id) {
        return representatives.locked(id).switchIfEmpty(Mono.error(() -> new RepresentativeNotFound(id)));
    }

    private static Related related(UUID id) {
        return Related.oneOf("representatives", id);
    }

    /** Who acts for a client, as its history tells. */
    private record Told(String firstName, String lastName, String position) {
        static Told of(Representative person, String position) {
            return new Told(person.firstName(), person.lastName(), position);
        }
    }
}
