package pl.kartoteka.client.link;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovedTable;
import pl.kartoteka.client.merge.MovesWithClient;

/** What leads to a client leads to the one it is merged into; whoever led there already, and that one itself, keep the link as it is. */
@Component
class MovedIncomingLinks extends MovedTable implements MovesWithClient {
    MovedIncomingLinks(DatabaseClient database) {
        super(database, "incomingLinks", "client_link", "id", "linked_client_id",
                "moved.client_id <> :to and not exists (select from client_link there where there.client_id = moved.client_id"
                        + " and there.type = moved.type and there.linked_client_id = :to)");
    }
}
