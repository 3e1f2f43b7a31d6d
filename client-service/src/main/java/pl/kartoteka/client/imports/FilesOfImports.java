package pl.kartoteka.client.imports;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.files.NamesFiles;
import reactor.core.publisher.Mono;

/** A file waits under the id of its import, which removes it at its end. */
@Component
class FilesOfImports implements NamesFiles {
    private final DatabaseClient database;

    FilesOfImports(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Set<UUID>> named(Collection<UUID> files) {
        return database.sql("select id from job where id = any(:files)")
                .bind("files", files.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .collect(Collectors.toSet());
    }
}
