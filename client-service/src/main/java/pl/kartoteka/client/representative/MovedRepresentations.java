package pl.kartoteka.client.representative;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovedTable;
import pl.kartoteka.client.merge.MovesWithClient;

/** Who acts for a client acts for the one it is merged into; who did so already keeps the position there. */
@Component
class MovedRepresentations extends MovedTable implements MovesWithClient {
    MovedRepresentations(DatabaseClient database) {
        super(database, "representatives", "representation", "representative_id", "client_id",
                "not exists (select from representation there"
                        + " where there.client_id = :to and there.representative_id = moved.representative_id)");
    }
}
