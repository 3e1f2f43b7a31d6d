package pl.kartoteka.gus.privacy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientState;
import reactor.core.publisher.Mono;

/** Which client goes by which NIP. */
@Component
public class ClientNumbers {
    private final DatabaseClient database;

    ClientNumbers(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps what is newer than what is known; an erasure is final. */
    public Mono<Void> keep(Collection<ClientState> told) {
        Map<UUID, ClientState> newest = new LinkedHashMap<>();
        told.forEach(client -> newest.merge(
                client.id(), client, (one, other) -> one.version() >= other.version() ? one : other));
        if (newest.isEmpty()) {
            return Mono.empty();
        }
        List<ClientState> clients = List.copyOf(newest.values());
        return database.sql("""
                insert into client_number as known (client_id, nip, sequence)
                select * from unnest($1::uuid[], $2::text[], $3::bigint[]) as told (client_id, nip, sequence) order by client_id
                on conflict (client_id) do update set nip = excluded.nip, sequence = excluded.sequence
                where known.sequence < excluded.sequence and not known.erased
                """)
                .bind("$1", clients.stream().map(ClientState::id).toArray(UUID[]::new))
                .bind("$2", clients.stream().map(ClientState::nip).toArray(String[]::new))
                .bind("$3", clients.stream().map(ClientState::version).toArray(Long[]::new))
                .then();
    }

    Mono<String> nip(UUID clientId) {
        return database.sql("select nip from client_number where client_id = :client and nip is not null")
                .bind("client", clientId)
                .mapValue(String.class)
                .one();
    }

    /** The NIP the client went by and nobody else does; from now on it is not known to be the client's. */
    Mono<String> release(UUID clientId) {
        return nip(clientId)
                .delayUntil(nip -> database.sql("select pg_advisory_xact_lock(hashtextextended(:nip, 30))")
                        .bind("nip", nip)
                        .then())
                .filterWhen(nip -> database.sql("""
                        select not exists (select from client_number where nip = :nip and client_id <> :client)
                        """)
                        .bind("nip", nip)
                        .bind("client", clientId)
                        .mapValue(Boolean.class)
                        .one())
                .delayUntil(_ -> blank(clientId))
                .switchIfEmpty(Mono.defer(() -> blank(clientId).then(Mono.empty())));
    }

    private Mono<Void> blank(UUID clientId) {
        return database.sql("""
                insert into client_number (client_id, erased, sequence) values (:client, true, 9223372036854775807)
                on conflict (client_id) do update set nip = null, erased = true, sequence = excluded.sequence
                """)
                .bind("client", clientId)
                .then();
    }
}
