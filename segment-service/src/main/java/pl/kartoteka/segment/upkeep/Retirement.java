package pl.kartoteka.segment.upkeep;

import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.segment.membership.Cause;
import pl.kartoteka.segment.membership.Memberships;
import reactor.core.publisher.Mono;

/** Clears away generations nobody looks at any more; the members of a deleted segment are told that they left. */
@Component
class Retirement {
    private static final int CHUNK = 1_000;

    private final DatabaseClient database;
    private final Memberships memberships;

    Retirement(DatabaseClient database, Memberships memberships) {
        this.database = database;
        this.memberships = memberships;
    }

    record Retired(UUID segmentId, int generation, boolean leaving) {}

    /** Clears one chunk; whether there was one. */
    @Transactional
    public Mono<Boolean> clearChunk() {
        return database.sql("select segment_id, generation, leaving from retired limit 1 for update skip locked")
                .mapProperties(Retired.class).one()
                .flatMap(retired -> removeMembers(retired)
                        .flatMap(clients -> clients.isEmpty() ? removeRest(retired) : farewell(retired, clients))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<List<UUID>> removeMembers(Retired retired) {
        return bind(database.sql("""
                delete from membership m using (
                    select client_id from membership where segment_id = :segment and generation = :generation
                    order by client_id limit :chunk) as chunk
                where m.segment_id = :segment and m.generation = :generation and m.client_id = chunk.client_id
                returning m.client_id"""), retired)
                .bind("chunk", CHUNK)
                .mapValue(UUID.class).all().collectList();
    }

    private Mono<Void> farewell(Retired retired, List<UUID> clients) {
        return !retired.leaving()
                ? Mono.empty()
                : memberships
                        .announce(retired.segmentId(), clients, false, Cause.DEFINITION)
                        .then(memberships.forget(retired.segmentId(), clients));
    }

    private Mono<Void> removeRest(Retired retired) {
        return bind(database.sql("delete from due where segment_id = :segment and generation = :generation"), retired)
                .then()
                .then(bind(database.sql("""
                        delete from retired where segment_id = :segment and generation = :generation"""), retired)
                        .then());
    }

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement,
            Retired retired) {
        return statement.bind("segment", retired.segmentId()).bind("generation", retired.generation());
    }
}
