package pl.kartoteka.client.structure;

import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientRows;
import reactor.core.publisher.Mono;

/** Reading the branches of a head office, in the order of their ids. */
@Component
class Branches {
    private static final String BELOW = """
            with recursive below(id, depth) as (
                select id, 1 from client where head_office_id = :headOffice
                union all
                select c.id, b.depth + 1 from below b join client c on c.head_office_id = b.id where b.depth < :depth)
            """;

    private final DatabaseClient database;
    private final ClientRows rows;

    Branches(DatabaseClient database, ClientRows rows) {
        this.database = database;
        this.rows = rows;
    }

    Mono<Boolean> knows(UUID client) {
        return database.sql("select exists (select from client where id = :id)")
                .bind("id", client)
                .mapValue(Boolean.class)
                .one();
    }

    /** @param depth how far below the head office they may be */
    Mono<List<Client>> after(UUID headOffice, int depth, UUID after, int limit) {
        return rows.read(database.sql(BELOW + "select " + ClientRows.COLUMNS
                + " from client join below using (id) where id > :after order by id limit :limit")
                .bind("headOffice", headOffice)
                .bind("depth", depth)
                .bind("after", after)
                .bind("limit", limit))
                .collectList();
    }

    Mono<Long> count(UUID headOffice, int depth) {
        return database.sql(BELOW + "select count(*) from below")
                .bind("headOffice", headOffice)
                .bind("depth", depth)
                .mapValue(Long.class)
                .one();
    }
}
