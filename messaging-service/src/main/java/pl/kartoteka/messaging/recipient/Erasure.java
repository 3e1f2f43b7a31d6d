package pl.kartoteka.messaging.recipient;

import java.util.Collection;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes what is personal out of the messages of clients that are gone; that they were sent, and why, stays. */
@Component
class Erasure {
    private final DatabaseClient database;

    Erasure(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> erase(Collection<UUID> clientIds) {
        // Also where there is none yet: an attempt that began a moment ago is about to commit one, and is waited for.
        return database.sql("""
                update message set address = null
                where client_id = any ($1) and (address is not null or status in ('QUEUED', 'HELD', 'SENDING'))
                """)
                .bind("$1", clientIds.toArray(UUID[]::new))
                .then();
    }
}
