package pl.kartoteka.consent.evidence;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.files.NamesFiles;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is known of the files. */
@Component
public class EvidenceFiles implements NamesFiles {
    private static final String COLUMNS = "id, client_id, name, media_type, size, sha256, added_at, added_by";

    private final DatabaseClient database;

    EvidenceFiles(DatabaseClient database) {
        this.database = database;
    }

    public Mono<EvidenceFile> find(UUID clientId, UUID id) {
        return database.sql("select " + COLUMNS + " from evidence_file where id = :id and client_id = :client")
                .bind("id", id)
                .bind("client", clientId)
                .mapProperties(EvidenceFile.class)
                .one();
    }

    Mono<Void> add(EvidenceFile file) {
        return database.sql("insert into evidence_file (" + COLUMNS + ") values"
                + " (:id, :client, :name, :mediaType, :size, :sha256, :addedAt, :addedBy)")
                .bind("id", file.id())
                .bind("client", file.clientId())
                .bind("name", file.name())
                .bind("mediaType", file.mediaType())
                .bind("size", file.size())
                .bind("sha256", file.sha256())
                .bind("addedAt", file.addedAt())
                .bind("addedBy", file.addedBy())
                .then();
    }

    Flux<EvidenceFile> of(UUID clientId) {
        return database.sql("select " + COLUMNS + " from evidence_file where client_id = :client order by id")
                .bind("client", clientId)
                .mapProperties(EvidenceFile.class)
                .all();
    }

    /** Forgets those of the client and gives their ids. */
    Flux<UUID> forget(UUID clientId) {
        return database.sql("delete from evidence_file where client_id = :client returning id")
                .bind("client", clientId)
                .mapValue(UUID.class)
                .all();
    }

    /** Those of evidence, and those that wait for an import. */
    @Override
    public Mono<Set<UUID>> named(Collection<UUID> ids) {
        return database.sql(
                "select id from evidence_file where id = any (:ids) union select id from job where id = any (:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .collect(Collectors.toSet());
    }
}
