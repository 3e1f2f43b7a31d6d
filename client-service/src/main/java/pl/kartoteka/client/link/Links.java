package pl.kartoteka.client.link;

import java.util.List;
import java.util.UUID;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Links as they are kept. */
@Component
class Links {
    private static final String SELECT = "select l.id, l.client_id, l.type, l.title, l.url, l.system, l.object_id,"
            + " l.linked_client_id, other.name as other_name, l.note, l.author, l.created_at, l.changed_by, l.updated_at,"
            + " l.version from client_link l left join client other on other.id = ";

    /** The links a client has, with whom they lead to. */
    private static final String OF_CLIENT = SELECT + "l.linked_client_id where l.client_id = :client";

    /** The links that lead to a client, with whose they are. */
    private static final String TO_CLIENT = SELECT + "l.client_id where l.linked_client_id = :client";

    private static final String PAGE = " and l.id < :before order by l.id desc limit :limit";

    private final DatabaseClient database;

    Links(DatabaseClient database) {
        this.database = database;
    }

    /** Whether there was none like it. */
    Mono<Boolean> add(Link link) {
        return bound(database.sql("""
                insert into client_link (id, client_id, type, title, url, system, object_id, linked_client_id, note, author, created_at,
                                         changed_by, updated_at, version)
                values (:id, :clientId, :type, :title, :url, :system, :objectId, :linkedClientId, :note, :author, :createdAt,
                        :changedBy, :updatedAt, :version)
                on conflict on constraint one_link do nothing
                """), link)
                .bind("clientId", link.clientId())
                .bind("linkedClientId", Parameters.in(PostgresqlObjectId.UUID, link.linkedClientId()))
                .bind("author", link.author())
                .bind("createdAt", link.createdAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Link> find(UUID client, UUID id) {
        return database.sql(OF_CLIENT + " and l.id = :id")
                .bind("client", client)
                .bind("id", id)
                .mapProperties(Link.class)
                .one();
    }

    /** The newest first, those before the given one. */
    Mono<List<Link>> list(UUID client, boolean incoming, UUID before, int limit) {
        return database.sql((incoming ? TO_CLIENT : OF_CLIENT) + PAGE)
                .bind("client", client)
                .bind("before", before)
                .bind("limit", limit)
                .mapProperties(Link.class)
                .all()
                .collectList();
    }

    Mono<Long> count(UUID client, boolean incoming) {
        return database.sql("select count(*) from client_link where "
                + (incoming ? "linked_client_id" : "client_id") + " = :client")
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    /** The client's own and those that lead to it. */
    Flux<Link> all(UUID client) {
        return Flux.just(OF_CLIENT, TO_CLIENT)
                .concatMap(links -> database.sql(links + " order by l.id")
                        .bind("client", client)
                        .mapProperties(Link.class)
                        .all());
    }

    /** Whether it was kept: false when somebody changed or removed it first. */
    Mono<Boolean> change(Link link) {
        return bound(database.sql("update client_link set type = :type, title = :title, url = :url, system = :system,"
                + " object_id = :objectId, note = :note, changed_by = :changedBy, updated_at = :updatedAt,"
                + " version = :version where id = :id and version = :version - 1"), link)
                .fetch()
                .rowsUpdated()
                .onErrorMap(DuplicateKeyException.class, _ -> new AlreadyLinked(link.type()))
                .map(rows -> rows == 1);
    }

    Mono<Boolean> remove(UUID id, long version) {
        return database.sql("delete from client_link where id = :id and version = :version")
                .bind("id", id)
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The client's own and those that lead to it; which they were. */
    Flux<UUID> removeAll(UUID client) {
        return database
                .sql("delete from client_link where client_id = :client or linked_client_id = :client returning id")
                .bind("client", client)
                .mapValue(UUID.class)
                .all();
    }

    /** Those the history of the client tells of, which may be gone. */
    Flux<UUID> told(UUID client) {
        return database.sql("select distinct about from client_change"
                + " where client_id = :client and entry <> 0 and changes -> 0 ->> 'field' like 'links[%'")
                .bind("client", client)
                .mapValue(UUID.class)
                .all();
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, Link link) {
        return statement.bind("id", link.id())
                .bind("type", link.type())
                .bind("title", Parameters.in(R2dbcType.VARCHAR, link.title()))
                .bind("url", Parameters.in(R2dbcType.VARCHAR, link.url()))
                .bind("system", Parameters.in(R2dbcType.VARCHAR, link.system()))
                .bind("objectId", Parameters.in(R2dbcType.VARCHAR, link.objectId()))
                .bind("note", Parameters.in(R2dbcType.VARCHAR, link.note()))
                .bind("changedBy", link.changedBy())
                .bind("updatedAt", link.updatedAt())
                .bind("version", link.version());
    }
}
