package pl.kartoteka.client.merge;

import java.util.Collection;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows of a table that have a key and name the client they hang on; one in whose way another stands stays where it is. */
public class MovedTable implements MovesWithClient {
    private final DatabaseClient database;
    private final String what;
    private final String table;
    private final String key;
    private final String client;
    private final String condition;

    /** Rows with an {@code id} that nothing stands in the way of. */
    protected MovedTable(DatabaseClient database, String what, String table) {
        this(database, what, table, "id", "client_id", "true");
    }

    /**
     * @param client the column that names the client
     * @param condition under which a row {@code moved} goes to the client {@code :to}
     */
    protected MovedTable(DatabaseClient database, String what, String table, String key, String client,
            String condition) {
        this.database = database;
        this.what = what;
        this.table = table;
        this.key = key;
        this.client = client;
        this.condition = condition;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public Mono<Long> count(UUID id) {
        return database.sql("select count(*) from " + table + " where " + client + " = :id")
                .bind("id", id)
                .mapValue(Long.class)
                .one();
    }

    @Override
    public Flux<UUID> move(UUID from, UUID to) {
        return database.sql("update " + table + " moved set " + client + " = :to where " + client + " = :from and "
                + condition + " returning " + key)
                .bind("from", from)
                .bind("to", to)
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Mono<Long> moveBack(UUID from, UUID to, Collection<UUID> moved) {
        return database.sql("update " + table + " moved set " + client + " = :to where " + client + " = :from and "
                + key + " = any(:moved) and " + condition)
                .bind("from", from)
                .bind("to", to)
                .bind("moved", moved.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }
}
