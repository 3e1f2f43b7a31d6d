package pl.kartoteka.client.customfield;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The definitions of custom fields, as they are kept. */
@Component
public class CustomFields {
    private static final String COLUMNS = "id, code, name, type, choices, version, created_at, updated_at";

    private final DatabaseClient database;

    CustomFields(DatabaseClient database) {
        this.database = database;
    }

    /** The fields with these codes, held until the transaction ends: whoever removes a field waits for the card that uses it. */
    public Flux<CustomField> held(Collection<String> codes) {
        return codes.isEmpty()
                ? Flux.empty()
                : database
                        .sql("select " + COLUMNS
                                + " from custom_field where code = any(:codes) order by id for key share")
                        .bind("codes", codes.toArray(String[]::new))
                        .mapProperties(CustomField.class)
                        .all();
    }

    public Flux<CustomField> every() {
        return database.sql("select " + COLUMNS + " from custom_field").mapProperties(CustomField.class).all();
    }

    Mono<List<CustomField>> list(@Nullable String after, int limit) {
        return database.sql("select " + COLUMNS + " from custom_field where code > :after order by code limit :limit")
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .mapProperties(CustomField.class)
                .all()
                .collectList();
    }

    Mono<Long> count() {
        return database.sql("select count(*) from custom_field").mapValue(Long.class).one();
    }

    Mono<CustomField> find(UUID id) {
        return database.sql("select " + COLUMNS + " from custom_field where id = :id")
                .bind("id", id)
                .mapProperties(CustomField.class)
                .one();
    }

    Mono<CustomField> locked(UUID id) {
        return database.sql("select " + COLUMNS + " from custom_field where id = :id for update")
                .bind("id", id)
                .mapProperties(CustomField.class)
                .one();
    }

    /** Whether it was added: false when the code is taken. */
    Mono<Boolean> add(CustomField field) {
        return database.sql("insert into custom_field (" + COLUMNS + ")"
                + " values (:id, :code, :name, :type, :choices, :version, :createdAt, :updatedAt)"
                + " on conflict (code) do nothing")
                .bind("id", field.id())
                .bind("code", field.code())
                .bind("name", field.name())
                .bind("type", field.type().name())
                .bind("choices", field.choices().toArray(String[]::new))
                .bind("version", field.version())
                .bind("createdAt", field.createdAt())
                .bind("updatedAt", field.updatedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> change(CustomField field) {
        return database.sql("update custom_field set name = :name, choices = :choices, version = :version,"
                + " updated_at = :updatedAt where id = :id")
                .bind("id", field.id())
                .bind("name", field.name())
                .bind("choices", field.choices().toArray(String[]::new))
                .bind("version", field.version())
                .bind("updatedAt", field.updatedAt())
                .then();
    }

    Mono<Void> remove(CustomField field) {
        return database.sql("delete from custom_field where id = :id").bind("id", field.id()).then();
    }

    Mono<Long> clientsWith(CustomField field) {
        return database.sql("select count(*) from client where jsonb_exists(card -> 'customFields', :code)")
                .bind("code", field.code())
                .mapValue(Long.class)
                .one();
    }
}
