package pl.kartoteka.client.attachment;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovedTable;
import pl.kartoteka.client.merge.MovesWithClient;

/** The photo goes to a client that has none. */
@Component
class MovedPhoto extends MovedTable implements MovesWithClient {
    MovedPhoto(DatabaseClient database) {
        super(database, "photos", "client_photo", "file_id", "client_id",
                "not exists (select from client_photo there where there.client_id = :to)");
    }
}
