package pl.kartoteka.client.history;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes what becomes of the things that hang on clients into their histories, in the transaction of the change. */
@Component
public class RelatedChanges {
    private static final String NOTE = """
            insert into client_change (client_id, version, entry, about, action, changed_at, changed_by, channel, reason, changes)
            select id, version, nextval('client_change_entry'), :about, :action, :at, :by, :channel, :reason, cast(:changes as jsonb)
            from client where id = any(:clients)
            """;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    RelatedChanges(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Something that hangs on a client, as the history calls it.
     *
     * @param field under which its history is found
     */
    public record Related(String field, UUID id) {
        /** One of many. */
        public static Related oneOf(String fields, UUID id) {
            return new Related(fields + "[" + id + "]", id);
        }
    }

    /**
     * @param before as it is told; null where there was none
     * @param after null where there is none any more
     */
    public Mono<Void> note(UUID client, Related related, @Nullable Object before, @Nullable Object after,
            ChangeOrigin origin) {
        return note(List.of(client), related, before, after, origin);
    }

    /** As {@link #note}, of something that hangs on several. */
    public Mono<Void> note(Collection<UUID> clients, Related related, @Nullable Object before, @Nullable Object after,
            ChangeOrigin origin) {
        List<FieldChange> changes = FieldChanges.between(as(related, before), as(related, after));
        if (changes.isEmpty() || clients.isEmpty()) {
            return Mono.empty();
        }
        ChangeAction action = before == null
                ? ChangeAction.ADDED
                : after == null ? ChangeAction.TAKEN_OFF : ChangeAction.CHANGED;
        return note(clients, related, action, changes, origin);
    }

    /** What somebody decided about it, in the words of the decision. */
    public Mono<Void> decided(UUID client, Related related, Object decision, ChangeAction action,
            ChangeOrigin origin) {
        return note(List.of(client), related, action,
                List.of(new FieldChange(related.field(), null, json.valueToTree(decision))), origin);
    }

    private Mono<Void> note(Collection<UUID> clients, Related related, ChangeAction action, List<FieldChange> changes,
            ChangeOrigin origin) {
        return database.sql(NOTE)
                .bind("clients", clients.toArray(UUID[]::new))
                .bind("about", related.id())
                .bind("action", action.name())
                .bind("at", clock.instant())
                .bind("by", origin.subject())
                .bind("channel", origin.channel().name())
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, origin.reason()))
                .bind("changes", json.writeValueAsString(changes))
                .then();
    }

    /** What goes from one client to another takes along what was said of it since. */
    public Mono<Void> move(Collection<UUID> related, UUID from, UUID to, Instant since) {
        return database.sql("update client_change set client_id = :to"
                + " where client_id = :from and about = any(:related) and changed_at >= :since")
                .bind("from", from)
                .bind("to", to)
                .bind("related", related.toArray(UUID[]::new))
                .bind("since", since)
                .then();
    }

    /** That it was there, who changed it and when stays known; what was said of it, and why, does not. */
    public Mono<Void> forget(Collection<UUID> related) {
        return related.isEmpty()
                ? Mono.empty()
                : database.sql(
                        "update client_change c set reason = null, changes = (select jsonb_agg(jsonb_build_object('field', f -> 'field'))"
                                + " from jsonb_array_elements(c.changes) f) where about = any(:related)")
                        .bind("related", related.toArray(UUID[]::new))
                        .then();
    }

    private JsonNode as(Related related, @Nullable Object state) {
        return json.createObjectNode().set(related.field(), json.valueToTree(state));
    }
}
