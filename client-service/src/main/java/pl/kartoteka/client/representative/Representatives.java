package pl.kartoteka.client.representative;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Representatives and whom they act for, as they are kept. */
@Component
class Representatives {
    private static final String COLUMNS = "id, first_name, last_name, email, phone, note, version, created_at, updated_at";

    private static final String REPRESENTATION = "select p.id as representative_id, p.first_name, p.last_name, p.email,"
            + " p.phone, r.position, r.since from representation r join representative p on p.id = r.representative_id"
            + " where r.client_id = :client";

    private static final String BY_NAME = " order by p.last_name, p.first_name, p.id";

    private static final String HAS_WORDS = "not exists (select from unnest(cast(:words as text[])) word"
            + " where strpos(search_text, folded(word)) = 0)";

    private final DatabaseClient database;

    Representatives(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Representative person) {
        return bound(database.sql("insert into representative (" + COLUMNS + ") values"
                + " (:id, :firstName, :lastName, :email, :phone, :note, :version, :createdAt, :updatedAt)"), person)
                .bind("createdAt", person.createdAt())
                .then();
    }

    /** Whether it was kept: false when somebody changed or removed the person first. */
    Mono<Boolean> change(Representative person) {
        return bound(database.sql("update representative set first_name = :firstName, last_name = :lastName,"
                + " email = :email, phone = :phone, note = :note, version = version + 1, updated_at = :updatedAt"
                + " where id = :id and version = :version - 1"), person)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Representative> find(UUID id) {
        return one(id, "");
    }

    /** As {@link #find}; and nobody changes, removes or names the person until the transaction ends. */
    Mono<Representative> locked(UUID id) {
        return one(id, " for update");
    }

    /** In the order of their ids, those after the given one whose name, e-mail or phone has every word. */
    Mono<List<Representative>> list(@Nullable String q, UUID after, int limit) {
        return database.sql("select " + COLUMNS + " from representative where id > :after and " + HAS_WORDS
                + " order by id limit :limit")
                .bind("after", after)
                .bind("words", words(q))
                .bind("limit", limit)
                .mapProperties(Representative.class)
                .all()
                .collectList();
    }

    Mono<Long> count(@Nullable String q) {
        return database.sql("select count(*) from representative where " + HAS_WORDS)
                .bind("words", words(q))
                .mapValue(Long.class)
                .one();
    }

    private static String[] words(@Nullable String q) {
        return q == null || q.isBlank() ? new String[0] : q.strip().split("\\s+");
    }

    Mono<Void> remove(UUID id) {
        return database.sql("delete from representative where id = :id").bind("id", id).then();
    }

    Flux<UUID> clientsOf(UUID representative) {
        return database.sql("select client_id from representation where representative_id = :id")
                .bind("id", representative)
                .mapValue(UUID.class)
                .all();
    }

    /** Whoever asks next waits until the transaction ends; none where there is no such client. */
    Mono<Void> lockClient(UUID client) {
        return database.sql("select id from client where id = :client for no key update")
                .bind("client", client)
                .then();
    }

    /** By name, those after the given place. */
    Mono<List<RepresentedClient>> represented(UUID representative, List<String> after, int limit) {
        return database.sql("select r.client_id, c.name, r.position, r.since from representation r"
                + " join client c on c.id = r.client_id where r.representative_id = :id"
                + " and (c.name, c.id) > (:name, cast(:client as uuid)) order by c.name, c.id limit :limit")
                .bind("id", representative)
                .bind("name", after.getFirst())
                .bind("client", after.getLast())
                .bind("limit", limit)
                .mapProperties(RepresentedClient.class)
                .all()
                .collectList();
    }

    Mono<Long> countRepresented(UUID representative) {
        return database.sql("select count(*) from representation where representative_id = :id")
                .bind("id", representative)
                .mapValue(Long.class)
                .one();
    }

    /** By name. */
    Flux<Representation> of(UUID client) {
        return database.sql(REPRESENTATION + BY_NAME)
                .bind("client", client)
                .mapProperties(Representation.class)
                .all();
    }

    /** By name, those after the given place. */
    Mono<List<Representation>> of(UUID client, List<String> after, int limit) {
        return database.sql(REPRESENTATION
                + " and (p.last_name, p.first_name, p.id) > (:lastName, :firstName, cast(:id as uuid))"
                + BY_NAME + " limit :limit")
                .bind("client", client)
                .bind("lastName", after.get(0))
                .bind("firstName", after.get(1))
                .bind("id", after.get(2))
                .bind("limit", limit)
                .mapProperties(Representation.class)
                .all()
                .collectList();
    }

    Mono<Void> put(UUID client, UUID representative, String position, Instant at) {
        return database.sql("insert into representation (client_id, representative_id, position, since)"
                + " values (:client, :representative, :position, :at)"
                + " on conflict (client_id, representative_id) do update set position = excluded.position")
                .bind("client", client)
                .bind("representative", representative)
                .bind("position", position)
                .bind("at", at)
                .then();
    }

    Mono<Void> take(UUID client, UUID representative) {
        return database.sql("delete from representation where client_id = :client"
                + " and representative_id = :representative")
                .bind("client", client)
                .bind("representative", representative)
                .then();
    }

    /** Those who act for the client; nobody changes, removes or names them until the transaction ends. */
    Flux<UUID> lockedOf(UUID client) {
        return database.sql("select id from representative where id in"
                + " (select representative_id from representation where client_id = :client) order by id for update")
                .bind("client", client)
                .mapValue(UUID.class)
                .all();
    }

    /** Takes everybody off the client; how many they were. */
    Mono<Long> takeAll(UUID client) {
        return database.sql("delete from representation where client_id = :client")
                .bind("client", client)
                .fetch()
                .rowsUpdated();
    }

    /** Removes those of them who act for nobody; who they were. */
    Flux<UUID> removeIdle(Collection<UUID> people) {
        return database.sql("delete from representative p where id = any(:people)"
                + " and not exists (select from representation where representative_id = p.id) returning id")
                .bind("people", people.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all();
    }

    private Mono<Representative> one(UUID id, String lock) {
        return database.sql("select " + COLUMNS + " from representative where id = :id" + lock)
                .bind("id", id)
                .mapProperties(Representative.class)
                .one();
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, Representative person) {
        return statement.bind("id", person.id())
                .bind("firstName", person.firstName())
                .bind("lastName", person.lastName())
                .bind("email", Parameters.in(R2dbcType.VARCHAR, person.email()))
                .bind("phone", Parameters.in(R2dbcType.VARCHAR, person.phone()))
                .bind("note", Parameters.in(R2dbcType.VARCHAR, person.note()))
                .bind("version", person.version())
                .bind("updatedAt", person.updatedAt());
    }
}
