package pl.kartoteka.client.caretaker;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import reactor.core.publisher.Mono;

/** Entering who stands in for whom, changing and removing it. */
@Component
class SubstitutionBook {
    private final Substitutions substitutions;
    private final Ids ids;
    private final Clock clock;

    SubstitutionBook(Substitutions substitutions, Ids ids, Clock clock) {
        this.substitutions = substitutions;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Mono<Substitution> enter(SubstitutionRequest request, String by) {
        var substitution = Substitution.of(ids.next(), request, by, clock.instant());
        return substitutions.add(substitution).thenReturn(substitution);
    }

    Mono<Substitution> find(UUID id) {
        return substitutions.find(id).switchIfEmpty(Mono.error(() -> new SubstitutionNotFound(id)));
    }

    @Transactional
    Mono<Substitution> change(UUID id, long seen, Function<Substitution, SubstitutionRequest> change) {
        return seen(id, seen)
                .map(substitution -> substitution.changed(change.apply(substitution), clock.instant()))
                .delayUntil(changed -> substitutions.change(changed).flatMap(SubstitutionBook::unlessStale));
    }

    @Transactional
    Mono<Void> remove(UUID id, long seen) {
        return seen(id, seen)
                .flatMap(_ -> substitutions.remove(id, seen))
                .flatMap(SubstitutionBook::unlessStale);
    }

    private Mono<Substitution> seen(UUID id, long seen) {
        return find(id).doOnNext(substitution -> IfMatch.check(seen, substitution.version()));
    }

    private static Mono<Void> unlessStale(boolean done) {
        return done ? Mono.empty() : Mono.error(new StaleVersion());
    }
}
