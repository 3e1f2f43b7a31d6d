package pl.kartoteka.client.imports;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Groups and traits that a file tells of by the code of their client, before or after the client itself. */
@Component
class ImportLabels {
    private final DatabaseClient database;

    ImportLabels(DatabaseClient database) {
        this.database = database;
    }

    /** @param field {@code group} or {@code traits} */
    record Label(String code, String field, String name) {}

    Mono<Void> keep(UUID importId, List<Label> labels) {
        return database.sql("""
                insert into client_import_label (import_id, code, dictionary, name)
                select :import, code, dictionary, name from unnest(:codes, :fields, :names) as g(code, dictionary, name)
                on conflict do nothing
                """)
                .bind("import", importId)
                .bind("codes", labels.stream().map(Label::code).toArray(String[]::new))
                .bind("fields", labels.stream().map(Label::field).toArray(String[]::new))
                .bind("names", labels.stream().map(Label::name).toArray(String[]::new))
                .then();
    }

    Flux<Label> of(UUID importId, Collection<String> codes) {
        return database.sql("select code, dictionary as field, name from client_import_label"
                + " where import_id = :import and code = any(:codes) order by code, dictionary, name")
                .bind("import", importId)
                .bind("codes", codes.toArray(String[]::new))
                .mapProperties(Label.class)
                .all();
    }
}
