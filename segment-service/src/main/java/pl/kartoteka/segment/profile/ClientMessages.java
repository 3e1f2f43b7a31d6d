package pl.kartoteka.segment.profile;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.MessageState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of each message to a client; only what went out counts. */
@Component
public class ClientMessages {
    private final DatabaseClient database;

    ClientMessages(DatabaseClient database) {
        this.database = database;
    }

    /** Stores the state unless a newer one is known; the client when something changed. */
    public Mono<UUID> store(MessageState message) {
        boolean out = switch (message.status()) {
            case "SENT", "DELIVERED", "BOUNCED" -> true;
            default -> false;
        };
        return !out
                ? Mono.empty()
                : database.sql("""
                insert into client_message (message_id, client_id, status, sent_at, sequence)
                values (:id, :client, :status, :at, :sequence)
                on conflict (message_id) do update
                set status = excluded.status, sequence = excluded.sequence,
                    sent_at = least(client_message.sent_at, excluded.sent_at)
                where client_message.sequence < excluded.sequence
                returning client_id""")
                        .bind("id", message.id())
                        .bind("client", message.clientId())
                        .bind("status", message.status())
                        .bind("at", message.at())
                        .bind("sequence", message.version())
                        .mapProperties(SalesDocuments.Owner.class).one().map(SalesDocuments.Owner::clientId);
    }

    public Flux<Profile.MessageTotals> totals(Collection<UUID> clients) {
        return clients.isEmpty()
                ? Flux.empty()
                : database.sql("""
                select client_id,
                       count(*) filter (where status in ('SENT', 'DELIVERED')) as sent,
                       count(*) filter (where status = 'BOUNCED') as bounced,
                       max(sent_at) as last_sent_at
                from client_message where client_id = any(:clients) group by client_id""")
                        .bind("clients", clients.stream().distinct().toArray(UUID[]::new))
                        .mapProperties(Totals.class).all()
                        .map(totals -> new Profile.MessageTotals(
                                totals.clientId(), totals.sent(), totals.bounced(), totals.lastSentAt()));
    }

    public Mono<Void> forget(Collection<UUID> clients) {
        return clients.isEmpty()
                ? Mono.empty()
                : database.sql("""
                delete from client_message where client_id = any(:clients)""")
                        .bind("clients", clients.toArray(UUID[]::new)).then();
    }

    record Totals(UUID clientId, long sent, long bounced, @Nullable Instant lastSentAt) {}
}
