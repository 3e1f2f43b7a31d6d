package pl.kartoteka.client.attachment;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.files.NamesFiles;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is known of attachments and photos, as it is kept. */
@Component
class Attachments implements NamesFiles {
    private static final String COLUMNS = "id, client_id, name, description, media_type, size, sha256, added_at,"
            + " added_by, version";

    private static final String PHOTO = "file_id as id, client_id, 'photo' as name, null as description, media_type, size,"
            + " sha256, added_at, added_by, cast(extract(epoch from added_at) * 1000000 as bigint) as version";

    private final DatabaseClient database;

    Attachments(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Attachment attachment) {
        return database.sql("insert into attachment (" + COLUMNS + ") values"
                + " (:id, :clientId, :name, :description, :mediaType, :size, :sha256, :addedAt, :addedBy, :version)")
                .bind("id", attachment.id())
                .bind("clientId", attachment.clientId())
                .bind("name", attachment.name())
                .bind("description", Parameters.in(R2dbcType.VARCHAR, attachment.description()))
                .bind("mediaType", attachment.mediaType())
                .bind("size", attachment.size())
                .bind("sha256", attachment.sha256())
                .bind("addedAt", attachment.addedAt())
                .bind("addedBy", attachment.addedBy())
                .bind("version", attachment.version())
                .then();
    }

    Mono<Attachment> find(UUID client, UUID id) {
        return database.sql("select " + COLUMNS + " from attachment where id = :id and client_id = :client")
                .bind("id", id)
                .bind("client", client)
                .mapProperties(Attachment.class)
                .one();
    }

    /** Whether it was kept: false when somebody changed or removed it first. */
    Mono<Boolean> change(Attachment attachment) {
        return database.sql("update attachment set name = :name, description = :description, version = :version"
                + " where id = :id and version = :version - 1")
                .bind("id", attachment.id())
                .bind("name", attachment.name())
                .bind("description", Parameters.in(R2dbcType.VARCHAR, attachment.description()))
                .bind("version", attachment.version())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The newest first, those before the given one. */
    Mono<List<Attachment>> list(UUID client, UUID before, int limit) {
        return database.sql("select " + COLUMNS + " from attachment"
                + " where client_id = :client and id < :before order by id desc limit :limit")
                .bind("client", client)
                .bind("before", before)
                .bind("limit", limit)
                .mapProperties(Attachment.class)
                .all()
                .collectList();
    }

    Flux<Attachment> all(UUID client) {
        return database.sql("select " + COLUMNS + " from attachment where client_id = :client order by id")
                .bind("client", client)
                .mapProperties(Attachment.class)
                .all();
    }

    Mono<Long> count(UUID client) {
        return database.sql("select count(*) from attachment where client_id = :client")
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    /** Whether it was there at that version. */
    Mono<Boolean> remove(UUID id, long version) {
        return database.sql("delete from attachment where id = :id and version = :version")
                .bind("id", id)
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The files of those that are no more. */
    Flux<UUID> removeAll(UUID client) {
        return database.sql("delete from attachment where client_id = :client returning id")
                .bind("client", client)
                .mapValue(UUID.class)
                .all();
    }

    /** Whoever puts or removes the photo of the client next waits until the transaction ends. */
    Mono<Void> lockClient(UUID client) {
        return database.sql("select id from client where id = :client for no key update")
                .bind("client", client)
                .then();
    }

    Mono<Void> putPhoto(Attachment photo) {
        return database.sql("""
                insert into client_photo (client_id, file_id, media_type, size, sha256, added_at, added_by)
                values (:clientId, :id, :mediaType, :size, :sha256, :addedAt, :addedBy)
                on conflict (client_id) do update set file_id = excluded.file_id, media_type = excluded.media_type,
                    size = excluded.size, sha256 = excluded.sha256, added_at = excluded.added_at,
                    added_by = excluded.added_by
                """)
                .bind("id", photo.id())
                .bind("clientId", photo.clientId())
                .bind("mediaType", photo.mediaType())
                .bind("size", photo.size())
                .bind("sha256", photo.sha256())
                .bind("addedAt", photo.addedAt())
                .bind("addedBy", photo.addedBy())
                .then();
    }

    Mono<Attachment> photo(UUID client) {
        return database.sql("select " + PHOTO + " from client_photo where client_id = :client")
                .bind("client", client)
                .mapProperties(Attachment.class)
                .one();
    }

    /** The photo that is no more. */
    Mono<Attachment> removePhoto(UUID client) {
        return database.sql("delete from client_photo where client_id = :client returning " + PHOTO)
                .bind("client", client)
                .mapProperties(Attachment.class)
                .one();
    }

    @Override
    public Mono<Set<UUID>> named(Collection<UUID> files) {
        return database.sql("select id from attachment where id = any(:files)"
                + " union all select file_id from client_photo where file_id = any(:files)")
                .bind("files", files.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .collect(Collectors.toSet());
    }
}
