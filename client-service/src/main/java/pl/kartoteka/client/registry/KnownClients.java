package pl.kartoteka.client.registry;

import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.history.ClientNotFound;
import reactor.core.publisher.Mono;

/** Whether there is a client, for what hangs on it. */
@Component
public class KnownClients {
    private final DatabaseClient database;

    KnownClients(DatabaseClient database) {
        this.database = database;
    }

    /** Fails where there is none. */
    public Mono<Void> require(UUID id) {
        return found("select id from client where id = :id", id);
    }

    /** As {@link #require}; and nobody removes it until the transaction ends. */
    public Mono<Void> hold(UUID id) {
        return found("select id from client where id = :id for key share", id);
    }

    private Mono<Void> found(String sql, UUID id) {
        return database.sql(sql)
                .bind("id", id)
                .mapValue(UUID.class)
                .one()
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .then();
    }
}
