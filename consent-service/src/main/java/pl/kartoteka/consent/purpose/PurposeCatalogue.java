package pl.kartoteka.consent.purpose;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use cases of the catalogue. */
@Component
public class PurposeCatalogue {
    private static final Pattern CODE = Pattern.compile(Purpose.CODE);

    private final Purposes purposes;
    private final Outbox outbox;

    PurposeCatalogue(Purposes purposes, Outbox outbox) {
        this.purposes = purposes;
        this.outbox = outbox;
    }

    public Flux<Purpose> all() {
        return purposes.all();
    }

    /** The purpose, or {@link PurposeNotFound}. */
    public Mono<Purpose> require(String code) {
        Mono<Purpose> found = CODE.matcher(code).matches() ? purposes.find(code) : Mono.empty();
        return found.switchIfEmpty(Mono.error(() -> new PurposeNotFound(code)));
    }

    /** The purpose as it was at that instant: not active before it was defined. */
    public Mono<Purpose> require(String code, Instant at) {
        return require(code).flatMap(purpose -> purposes.heldAt(code, at)
                .map(then -> purpose.heldAs(then.channels(), then.active()))
                .defaultIfEmpty(purpose.heldAs(purpose.channels(), false)));
    }

    @Transactional
    Mono<Purpose> define(DefinePurpose command) {
        Purpose purpose = Purpose.define(command);
        return purposes.insert(purpose)
                .filter(inserted -> inserted)
                .switchIfEmpty(Mono.error(() -> new PurposeCodeInUse(command.code())))
                .then(outbox.append(PurposeEvents.of(purpose)))
                .thenReturn(purpose);
    }

    @Transactional
    Mono<Purpose> change(String code, long expectedVersion, ChangePurpose change) {
        return require(code, expectedVersion).flatMap(before -> store(before, before.change(change)));
    }

    /** Nobody is asked for it any more; what was given keeps its meaning until it is decided upon, where it says no. */
    @Transactional
    Mono<Purpose> retire(String code, long expectedVersion) {
        return require(code, expectedVersion)
                .flatMap(before -> before.active() ? store(before, before.retire()) : Mono.just(before));
    }

    /** Publishes the definitions that came with a migration, once. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    @Transactional
    public Mono<Void> announce() {
        return purposes.takeUnannounced()
                .map(PurposeEvents::of)
                .collectList()
                .flatMap(outbox::append);
    }

    private Mono<Purpose> require(String code, long expectedVersion) {
        return require(code).doOnNext(purpose -> IfMatch.check(expectedVersion, purpose.version()));
    }

    private Mono<Purpose> store(Purpose before, Purpose after) {
        return purposes.update(before, after)
                .filter(updated -> updated)
                .switchIfEmpty(Mono.error(() -> new StaleVersion()))
                .then(outbox.append(PurposeEvents.of(after)))
                .thenReturn(after);
    }
}
