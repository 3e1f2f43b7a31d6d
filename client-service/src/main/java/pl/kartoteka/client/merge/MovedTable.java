package pl.kartoteka.client.merge;

import java.util.Collection;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows of a table that have an {@code id} and the {@code client_id} they hang on, and nothing that would be in their way. */
public class MovedTable implements MovesWithClient {
    private final DatabaseClient database;
    private final String what;
    private final String table;

    protected MovedTable(DatabaseClient database, String what, String table) {
        this.database = database;
        this.what = what;
        this.table = table;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public Mono<Long> count(UUID client) {
        return database.sql("select count(*) from " + table + " where client_id = :client")
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    @Override
    public Flux<UUID> move(UUID from, UUID to) {
        return database.sql("update " + table + " set client_id = :to where client_id = :from returning id")
                .bind("from", from)
                .bind("to", to)
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Mono<Long> moveBack(UUID from, UUID to, Collection<UUID> moved) {
        return database.sql("update " + table + " set client_id = :to where client_id = :from and id = any(:moved)")
                .bind("from", from)
                .bind("to", to)
                .bind("moved", moved.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }
}
