package pl.kartoteka.client.attachment;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovedTable;
import pl.kartoteka.client.merge.MovesWithClient;

/** Files go with the client they are attached to. */
@Component
class MovedAttachments extends MovedTable implements MovesWithClient {
    MovedAttachments(DatabaseClient database) {
        super(database, "attachments", "attachment");
    }
}
