package pl.kartoteka.client.note;

import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes as they are kept. */
@Component
class Notes {
    private static final String COLUMNS = "id, client_id, text, pinned, author, created_at, changed_by, updated_at, version";

    private final DatabaseClient database;

    Notes(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Note note) {
        return database.sql("insert into note (" + COLUMNS + ") values"
                + " (:id, :clientId, :text, :pinned, :author, :createdAt, :changedBy, :updatedAt, :version)")
                .bind("id", note.id())
                .bind("clientId", note.clientId())
                .bind("text", note.text())
                .bind("pinned", note.pinned())
                .bind("author", note.author())
                .bind("createdAt", note.createdAt())
                .bind("changedBy", note.changedBy())
                .bind("updatedAt", note.updatedAt())
                .bind("version", note.version())
                .then();
    }

    Mono<Note> find(UUID client, UUID id) {
        return database.sql("select " + COLUMNS + " from note where id = :id and client_id = :client")
                .bind("id", id)
                .bind("client", client)
                .mapProperties(Note.class)
                .one();
    }

    /** The pinned ones first, of each the newest first; those after the given place. */
    Mono<List<Note>> list(UUID client, boolean pinned, UUID before, int limit) {
        return database.sql("select " + COLUMNS + " from note"
                + " where client_id = :client and (pinned, id) < (:pinned, :before)"
                + " order by pinned desc, id desc limit :limit")
                .bind("client", client)
                .bind("pinned", pinned)
                .bind("before", before)
                .bind("limit", limit)
                .mapProperties(Note.class)
                .all()
                .collectList();
    }

    Flux<Note> all(UUID client) {
        return database.sql("select " + COLUMNS + " from note where client_id = :client order by id")
                .bind("client", client)
                .mapProperties(Note.class)
                .all();
    }

    Mono<Long> count(UUID client) {
        return database.sql("select count(*) from note where client_id = :client")
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    /** Whether it was kept: false when somebody changed or removed the note first. */
    Mono<Boolean> change(Note note) {
        return database.sql("update note set text = :text, pinned = :pinned, changed_by = :changedBy,"
                + " updated_at = :updatedAt, version = version + 1 where id = :id and version = :version - 1")
                .bind("id", note.id())
                .bind("text", note.text())
                .bind("pinned", note.pinned())
                .bind("changedBy", note.changedBy())
                .bind("updatedAt", note.updatedAt())
                .bind("version", note.version())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> remove(UUID id, long version) {
        return database.sql("delete from note where id = :id and version = :version")
                .bind("id", id)
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Long> removeAll(UUID client) {
        return database.sql("delete from note where client_id = :client")
                .bind("client", client)
                .fetch()
                .rowsUpdated();
    }
}
