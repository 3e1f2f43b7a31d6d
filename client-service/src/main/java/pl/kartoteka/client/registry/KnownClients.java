package pl.kartoteka.client.registry;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.history.ClientNotFound;
import reactor.core.publisher.Mono;

/** Whether there is a client that things can hang on. */
@Component
public class KnownClients {
    private final DatabaseClient database;

    KnownClients(DatabaseClient database) {
        this.database = database;
    }

    /** Fails where there is none. */
    public Mono<Void> require(UUID id) {
        return found(id, "").then();
    }

    /** As {@link #require}; nobody removes it or merges it away until the transaction ends, and it was not merged away before. */
    public Mono<Void> hold(UUID id) {
        return found(id, " for key share").flatMap(known -> known.mergedInto() == null
                ? Mono.empty()
                : Mono.error(new ClientMergedAway(id, known.mergedInto())));
    }

    private Mono<Known> found(UUID id, String lock) {
        return database.sql("select id, merged_into from client where id = :id" + lock)
                .bind("id", id)
                .mapProperties(Known.class)
                .one()
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)));
    }

    record Known(UUID id, @Nullable UUID mergedInto) {}
}
