package pl.kartoteka.consent.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The append-only trail of each case. Who appends holds the lock on the case. */
@Component
class Trail {
    /** Who did what nobody did by hand. */
    static final String SYSTEM = "system";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {
    };

    private final DatabaseClient database;
    private final Clock clock;

    Trail(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<Void> add(UUID caseId, String by, TrailEvent event, Map<String, ?> detail) {
        return add(caseId, by, event, detail, null);
    }

    /** @param note what somebody wrote, which may be personal: of an erased client it is not kept, and the trail says so */
    Mono<Void> add(UUID caseId, String by, TrailEvent event, Map<String, ?> detail, @Nullable String note) {
        return note == null
                ? append(caseId, by, event, detail).then()
                : isOfErased(caseId).flatMap(erased -> erased
                        ? append(caseId, by, event, withoutNote(detail)).then()
                        : append(caseId, by, event, detail).flatMap(position -> keep(caseId, position, note)));
    }

    private static Map<String, Object> withoutNote(Map<String, ?> detail) {
        var said = new LinkedHashMap<String, Object>(detail);
        said.put("note", "NOT_KEPT");
        return said;
    }

    private Mono<Long> append(UUID caseId, String by, TrailEvent event, Map<String, ?> detail) {
        return database.sql("""
                insert into privacy_trail (case_id, position, at, by, event, detail)
                select :case, coalesce(max(position), 0) + 1, :at, :by, :event, cast(:detail as jsonb)
                from privacy_trail where case_id = :case
                returning position
                """)
                .bind("case", caseId)
                .bind("at", clock.instant())
                .bind("by", by)
                .bind("event", event.name())
                .bind("detail", JSON.writeValueAsString(detail))
                .mapValue(Long.class)
                .one();
    }

    private Mono<Void> keep(UUID caseId, long position, String note) {
        return database.sql("insert into privacy_note (case_id, position, note) values (:case, :position, :note)")
                .bind("case", caseId)
                .bind("position", position)
                .bind("note", note)
                .then();
    }

    /** An erasure takes the lock on the case as well: it is over, or finds the note and forgets it. */
    private Mono<Boolean> isOfErased(UUID caseId) {
        return database.sql("""
                select exists (select from privacy_case join known_client using (client_id)
                               where id = :case and standing = 'ERASED')
                """)
                .bind("case", caseId)
                .mapValue(Boolean.class)
                .one();
    }

    Flux<TrailEntry> of(UUID caseId) {
        return database.sql("""
                select t.position, t.at, t.by, t.event, t.detail::text as detail, n.note
                from privacy_trail t left join privacy_note n using (case_id, position)
                where case_id = :case order by position
                """)
                .bind("case", caseId)
                .mapProperties(Row.class)
                .all()
                .map(Row::entry);
    }

    /** Forgets what was written in the cases of the client; how many notes. */
    Mono<Long> forgetNotes(UUID clientId) {
        return database.sql("""
                delete from privacy_note n using privacy_case c where c.id = n.case_id and c.client_id = :client
                """)
                .bind("client", clientId)
                .fetch()
                .rowsUpdated();
    }

    record Row(long position, Instant at, String by, TrailEvent event, String detail, @Nullable String note) {
        TrailEntry entry() {
            return new TrailEntry(position, at, by, event, JSON.readValue(detail, DETAIL), note);
        }
    }
}
