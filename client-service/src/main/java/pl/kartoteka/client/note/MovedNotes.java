package pl.kartoteka.client.note;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovedTable;
import pl.kartoteka.client.merge.MovesWithClient;

/** Notes go with the client they are about. */
@Component
class MovedNotes extends MovedTable implements MovesWithClient {
    MovedNotes(DatabaseClient database) {
        super(database, "notes", "note");
    }
}
