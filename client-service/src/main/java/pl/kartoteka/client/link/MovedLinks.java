package pl.kartoteka.client.link;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovedTable;
import pl.kartoteka.client.merge.MovesWithClient;

/** Links go with the client that has them, but for what would lead to the client itself or is there already. */
@Component
class MovedLinks extends MovedTable implements MovesWithClient {
    MovedLinks(DatabaseClient database) {
        super(database, "links", "client_link", "id", "client_id",
                "moved.linked_client_id is distinct from :to and not exists (select from client_link there"
                        + " where there.client_id = :to and there.type = moved.type and there.target = moved.target)");
    }
}
