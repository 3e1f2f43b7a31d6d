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

    Mono<List<Client>> after(UUID headOffice, UUID after, int limit) {
        return rows.read(database.sql("select " + ClientRows.COLUMNS
                + " from client where head_office_id = :headOffice and id > :after order by id limit :limit")
                .bind("headOffice", headOffice)
                .bind("after", after)
                .bind("limit", limit))
                .collectList();
    }

    Mono<Long> count(UUID headOffice) {
        return database.sql("select count(*) from client where head_office_id = :headOffice")
                .bind("headOffice", headOffice)
                .mapValue(Long.class)
                .one();
    }
}
