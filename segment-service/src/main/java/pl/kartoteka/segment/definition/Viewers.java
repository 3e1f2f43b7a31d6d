package pl.kartoteka.segment.definition;

import org.springframework.security.access.AccessDeniedException;
import pl.kartoteka.http.Caller;
import pl.kartoteka.segment.definition.Segment.Viewer;
import reactor.core.publisher.Mono;

/** Who is calling, as far as segments care. An administrator is told by the scope that nobody else holds. */
public final class Viewers {
    private static final String ADMINISTRATOR = "audit:read";

    private Viewers() {}

    public static Mono<Viewer> current() {
        return Caller.current()
                .map(caller -> new Viewer(caller.subject(), caller.may(ADMINISTRATOR)))
                .switchIfEmpty(Mono.error(() -> new AccessDeniedException("nobody is signed in")));
    }
}
