package pl.kartoteka.client.representative;

import java.util.Collection;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovesWithClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who acts for a client acts for the one it is merged into; who did so already keeps the position there. */
@Component
class MovedRepresentations implements MovesWithClient {
    private final DatabaseClient database;

    MovedRepresentations(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String what() {
        return "representatives";
    }

    @Override
    public Mono<Long> count(UUID client) {
        return database.sql("select count(*) from representation where client_id = :client")
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    @Override
    public Flux<UUID> move(UUID from, UUID to) {
        return database.sql("update representation m set client_id = :to where client_id = :from"
                + " and not exists (select from representation t where t.client_id = :to and t.representative_id = m.representative_id)"
                + " returning representative_id")
                .bind("from", from)
                .bind("to", to)
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Mono<Long> moveBack(UUID from, UUID to, Collection<UUID> moved) {
        return database.sql(
                "update representation set client_id = :to where client_id = :from and representative_id = any(:moved)")
                .bind("from", from)
                .bind("to", to)
                .bind("moved", moved.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }
}
