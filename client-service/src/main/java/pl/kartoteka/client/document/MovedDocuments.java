package pl.kartoteka.client.document;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.merge.MovedTable;
import pl.kartoteka.client.merge.MovesWithClient;

@Component
class MovedDocuments extends MovedTable implements MovesWithClient {
    MovedDocuments(DatabaseClient database) {
        super(database, "salesDocuments", "sales_document");
    }
}
