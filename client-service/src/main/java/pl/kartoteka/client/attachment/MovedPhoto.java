package pl.kartoteka.client.attachment;

import java.util.Collection;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovesWithClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The photo goes to a client that has none. */
@Component
class MovedPhoto implements MovesWithClient {
    private final DatabaseClient database;

    MovedPhoto(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String what() {
        return "photos";
    }

    @Override
    public Mono<Long> count(UUID client) {
        return database.sql("select count(*) from client_photo where client_id = :client")
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    @Override
    public Flux<UUID> move(UUID from, UUID to) {
        return database.sql("update client_photo m set client_id = :to where client_id = :from"
                + " and not exists (select from client_photo t where t.client_id = :to)"
                + " returning file_id")
                .bind("from", from)
                .bind("to", to)
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Mono<Long> moveBack(UUID from, UUID to, Collection<UUID> moved) {
        return database.sql("update client_photo set client_id = :to where client_id = :from and file_id = any(:moved)")
                .bind("from", from)
                .bind("to", to)
                .bind("moved", moved.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }
}
