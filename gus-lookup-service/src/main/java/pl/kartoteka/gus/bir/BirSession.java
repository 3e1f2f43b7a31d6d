package pl.kartoteka.gus.bir;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.RegisterFailure;
import reactor.core.publisher.Mono;

/**
 * The session of this instance: one login for all who ask in parallel, kept until it ends. Work that meets an ended
 * session is done again once, in a new one that again all share.
 */
final class BirSession {
    /** Sessions live for 60 minutes. */
    private static final Duration LIFE = Duration.ofMinutes(55);

    private final Mono<String> logIn;
    private final AtomicReference<@Nullable Login> current = new AtomicReference<>();

    BirSession(Mono<String> logIn) {
        this.logIn = logIn;
    }

    <T> Mono<T> within(Function<String, Mono<T>> work) {
        return Mono.defer(() -> {
            var login = login();
            return login.sid().flatMap(work).onErrorResume(Ended.class, _ -> {
                current.compareAndSet(login, null);
                return login().sid().flatMap(work).onErrorMap(Ended.class,
                        _ -> RegisterFailure.broken("BIR: a new session is not accepted"));
            });
        });
    }

    /** Empties the session; its id, if there is one, is left to be logged out. */
    Mono<String> end() {
        return Mono.defer(() -> {
            var login = current.getAndSet(null);
            return login == null ? Mono.empty() : Mono.justOrEmpty(login.known().get());
        });
    }

    private Login login() {
        while (true) {
            var login = current.get();
            if (login != null) {
                return login;
            }
            var known = new AtomicReference<@Nullable String>();
            var fresh = new Login(logIn.doOnNext(known::set)
                    .cache(_ -> LIFE, _ -> Duration.ZERO, () -> Duration.ZERO), known);
            if (current.compareAndSet(null, fresh)) {
                return fresh;
            }
        }
    }

    private record Login(Mono<String> sid, AtomicReference<@Nullable String> known) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** BIR does not know the session any more. */
    static final class Ended extends RuntimeException {
        Ended() {
            super("session ended", null, false, false);
        }
    }
}
