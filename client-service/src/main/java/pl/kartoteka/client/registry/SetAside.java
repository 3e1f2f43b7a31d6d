package pl.kartoteka.client.registry;

import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What clients say that their present kind has no place for, kept beside their cards. */
@Component
class SetAside {
    private final DatabaseClient database;
    private final CardJson json;

    SetAside(DatabaseClient database, CardJson json) {
        this.database = database;
        this.json = json;
    }

    /** By field of the card; without any where nothing is set aside. */
    Mono<ObjectNode> of(UUID client) {
        return database.sql("select card::text from client_set_aside where client_id = :client")
                .bind("client", client)
                .mapValue(String.class)
                .one()
                .map(kept -> json.opened(kept, client))
                .defaultIfEmpty(JsonMapper.shared().createObjectNode());
    }

    Mono<Void> keep(UUID client, ObjectNode fields) {
        return fields.isEmpty()
                ? forget(client).then()
                : database.sql("insert into client_set_aside (client_id, card) values (:client, cast(:card as jsonb))"
                        + " on conflict (client_id) do update set card = excluded.card")
                        .bind("client", client)
                        .bind("card", json.sealed(fields, client).toString())
                        .then();
    }

    Mono<Long> forget(UUID client) {
        return database.sql("delete from client_set_aside where client_id = :client")
                .bind("client", client)
                .fetch()
                .rowsUpdated();
    }
}
