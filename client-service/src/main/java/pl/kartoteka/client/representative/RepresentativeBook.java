package pl.kartoteka.client.representative;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

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

    @Transactional
    Mono<Void> name(UUID client, UUID id, String position, ChangeOrigin origin) {
        return clients.hold(client)
                .then(locked(id))
                .zipWhen(_ -> representatives.position(client, id).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(known -> representatives.put(client, id, position, clock.instant())
                        .then(history.note(client, related(id),
                                known.getT2().map(former -> Told.of(known.getT1(), former)).orElse(null),
                                Told.of(known.getT1(), position), origin)));
    }

    @Transactional
    Mono<Void> take(UUID client, UUID id, ChangeOrigin origin) {
        return locked(id)
                .zipWhen(_ -> representatives.take(client, id))
                .switchIfEmpty(Mono.error(() -> new RepresentativeNotFound(id)))
                .flatMap(taken -> history.note(client, related(id), Told.of(taken.getT1(), taken.getT2()), null,
                        origin));
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
