package pl.kartoteka.segment.membership;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class PinTable {
    private final DatabaseClient database;

    PinTable(DatabaseClient database) {
        this.database = database;
    }

    /** How many were not pinned that way before. */
    Mono<Integer> pin(UUID segmentId, Collection<UUID> clients, boolean in, String by, Instant at) {
        return database.sql("""
                insert into pin (segment_id, client_id, pinned_in, pinned_by, pinned_at)
                select :segment, client, :in, :by, :at from unnest(:clients) as client order by client
                on conflict (segment_id, client_id) do update
                set pinned_in = excluded.pinned_in, pinned_by = excluded.pinned_by, pinned_at = excluded.pinned_at
                where pin.pinned_in <> excluded.pinned_in""")
                .bind("segment", segmentId)
                .bind("in", in)
                .bind("by", by)
                .bind("at", at)
                .bind("clients", clients.toArray(UUID[]::new))
                .fetch().rowsUpdated().map(Long::intValue);
    }

    Mono<Integer> unpin(UUID segmentId, Collection<UUID> clients) {
        return database.sql("delete from pin where segment_id = :segment and client_id = any(:clients)")
                .bind("segment", segmentId)
                .bind("clients", clients.toArray(UUID[]::new))
                .fetch().rowsUpdated().map(Long::intValue);
    }
}
