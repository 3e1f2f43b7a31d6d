package pl.kartoteka.client.template;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientKind;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Templates as they are kept. */
@Component
class ClientTemplates {
    private static final String COLUMNS = "id, name, kind, content::text as content, version, created_at, updated_at";

    private final DatabaseClient database;

    ClientTemplates(DatabaseClient database) {
        this.database = database;
    }

    /** Fails where there is none. */
    Mono<ClientTemplate> find(UUID id) {
        return database.sql("select " + COLUMNS + " from client_template where id = :id")
                .bind("id", id)
                .mapProperties(Row.class)
                .one()
                .map(Row::template)
                .switchIfEmpty(Mono.error(() -> new TemplateNotFound(id)));
    }

    /** In the order of their names, those after the given one. */
    Mono<List<ClientTemplate>> list(String after, int limit) {
        return database
                .sql("select " + COLUMNS + " from client_template where name > :after order by name limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all()
                .map(Row::template)
                .collectList();
    }

    Mono<Long> count() {
        return database.sql("select count(*) from client_template").mapValue(Long.class).one();
    }

    /** Nobody changes them until the transaction ends; an id is found as text, wherever in the content it is. */
    Flux<ClientTemplate> referringTo(UUID entry) {
        return locked("strpos(lower(content::text), :looked) > 0", entry.toString());
    }

    /** As {@link #referringTo}, those with a value in a custom field. */
    Flux<ClientTemplate> withField(String code) {
        return locked("jsonb_exists(content -> 'customFields', :looked)", code);
    }

    private Flux<ClientTemplate> locked(String condition, String lookedFor) {
        return database.sql("select " + COLUMNS + " from client_template where " + condition
                + " order by id for update")
                .bind("looked", lookedFor)
                .mapProperties(Row.class)
                .all()
                .map(Row::template);
    }

    Mono<Void> add(ClientTemplate template) {
        return refusingDoubles(bound(database.sql("insert into client_template (id, name, kind, content, version,"
                + " created_at, updated_at) values (:id, :name, :kind, cast(:content as jsonb), :version, :createdAt,"
                + " :updatedAt)"), template).bind("createdAt", template.createdAt()), template)
                .then();
    }

    /** Whether it was kept: false when somebody changed or removed it first. */
    Mono<Boolean> change(ClientTemplate template) {
        return refusingDoubles(bound(database.sql("update client_template set name = :name, kind = :kind,"
                + " content = cast(:content as jsonb), version = :version, updated_at = :updatedAt"
                + " where id = :id and version = :version - 1"), template), template)
                .map(rows -> rows == 1);
    }

    Mono<Boolean> remove(UUID id, long version) {
        return database.sql("delete from client_template where id = :id and version = :version")
                .bind("id", id)
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Mono<Long> refusingDoubles(GenericExecuteSpec statement, ClientTemplate template) {
        return statement.fetch()
                .rowsUpdated()
                .onErrorMap(DuplicateKeyException.class, _ -> new TemplateNameInUse(template.name()));
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, ClientTemplate template) {
        return statement.bind("id", template.id())
                .bind("name", template.name())
                .bind("kind", template.kind().name())
                .bind("content", template.content().toString())
                .bind("version", template.version())
                .bind("updatedAt", template.updatedAt());
    }

    record Row(UUID id, String name, ClientKind kind, String content, Long version, Instant createdAt,
            Instant updatedAt) {

        ClientTemplate template() {
            return new ClientTemplate(id, name, kind, JsonMapper.shared().readTree(content), version, createdAt,
                    updatedAt);
        }
    }
}
