package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored cases. */
@Component
class PrivacyCases {
    private static final String COLUMNS = "id, version, client_id, kind, status, purposes, received_at, due_on, extended_months,"
            + " in_force, closed_at, created_by";

    private final DatabaseClient database;

    PrivacyCases(DatabaseClient database) {
        this.database = database;
    }

    /** {@link PrivacyRequestOpen} when the client has an open one of a kind of which there is one at a time. */
    Mono<Void> insert(PrivacyCase made) {
        return database.sql("insert into privacy_case (" + COLUMNS + """
                )
                values (:id, :version, :client, :kind, :status, :purposes, :received, :due, null, :inForce, null, :by)
                """)
                .bind("id", made.id())
                .bind("version", made.version())
                .bind("client", made.clientId())
                .bind("kind", made.kind().name())
                .bind("status", made.state().status().name())
                .bind("purposes", made.purposes().toArray(String[]::new))
                .bind("received", made.receivedAt())
                .bind("due", made.dueOn())
                .bind("inForce", made.inForce())
                .bind("by", made.createdBy())
                .then()
                .onErrorMap(DuplicateKeyException.class, _ -> new PrivacyRequestOpen(made.kind()));
    }

    Mono<PrivacyCase> find(UUID id) {
        return one("select " + COLUMNS + " from privacy_case where id = :id", id);
    }

    /** As {@link #find}; nobody changes the case or its trail until the transaction ends. */
    Mono<PrivacyCase> locked(UUID id) {
        return one("select " + COLUMNS + " from privacy_case where id = :id for update", id);
    }

    /** As {@link #locked}, several: in the order of their ids, as everybody takes them, so that nobody waits in a ring. */
    Mono<Void> lock(Collection<UUID> ids) {
        return database.sql("select id from privacy_case where id = any (:ids) order by id for update")
                .bind("ids", ids.toArray(UUID[]::new))
                .then();
    }

    /** As {@link #lock}, those of the client. */
    Mono<Void> lockOf(UUID clientId) {
        return database.sql("select id from privacy_case where client_id = :client order by id for update")
                .bind("client", clientId)
                .then();
    }

    /** The caller holds the lock. */
    Mono<Void> store(PrivacyCase changed) {
        return database.sql("""
                update privacy_case set version = :version, status = :status, due_on = :due, extended_months = :months,
                                        in_force = :inForce, closed_at = :closed
                where id = :id and version = :version - 1
                """)
                .bind("id", changed.id())
                .bind("version", changed.version())
                .bind("status", changed.state().status().name())
                .bind("due", changed.dueOn())
                .bind("months", Parameters.in(R2dbcType.INTEGER, changed.extendedMonths()))
                .bind("inForce", changed.inForce())
                .bind("closed", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, changed.state().closedAt()))
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("a case changed behind its lock")))
                .then();
    }

    /** The soonest due first. */
    Flux<PrivacyCase> list(CaseFilter filter, @Nullable After after, int limit) {
        return database.sql("select " + COLUMNS + """
                 from privacy_case
                where (:client::uuid is null or client_id = :client) and (:kind::text is null or kind = :kind)
                  and (:status::text is null or status = :status)
                  and (:open::boolean is null or :open = (status in ('RECEIVED', 'IN_PROGRESS')))
                  and (:dueBefore::date is null or due_on < :dueBefore)
                  and (:afterDue::date is null or (due_on, id) > (:afterDue, :afterId))
                order by due_on, id limit :limit
                """)
                .bind("client", orNull(filter.clientId(), UUID.class))
                .bind("kind", Parameters.in(R2dbcType.VARCHAR, filter.kind() == null ? null : filter.kind().name()))
                .bind("status",
                        Parameters.in(R2dbcType.VARCHAR, filter.status() == null ? null : filter.status().name()))
                .bind("open", Parameters.in(R2dbcType.BOOLEAN, filter.open()))
                .bind("dueBefore", Parameters.in(R2dbcType.DATE, filter.dueBefore()))
                .bind("afterDue", Parameters.in(R2dbcType.DATE, after == null ? null : after.dueOn()))
                .bind("afterId", orNull(after == null ? null : after.id(), UUID.class))
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all()
                .map(Row::toCase);
    }

    Flux<PrivacyCase> of(UUID clientId) {
        return list(new CaseFilter(clientId, null, null, null, null), null, Integer.MAX_VALUE);
    }

    /** Whether decisions have to heed a restriction of the client, or of one that was merged into it. */
    Mono<Boolean> restricted(UUID clientId) {
        return database.sql("""
                with recursive counted (client_id) as (
                    select cast(:client as uuid)
                    union
                    select known.client_id from counted join known_client known on known.merged_into = counted.client_id)
                select exists (select from privacy_case join counted using (client_id)
                               where kind = 'RESTRICTION' and in_force)
                """)
                .bind("client", clientId)
                .mapValue(Boolean.class)
                .one();
    }

    /** Open cases due by that day of which nobody was warned yet; they are locked, and warned of from now on. */
    Flux<UUID> warnOf(LocalDate dueBy, int limit) {
        return database.sql("""
                update privacy_case set warned_of = due_on
                where id in (select id from privacy_case
                             where status in ('RECEIVED', 'IN_PROGRESS') and due_on <= :by and warned_of is distinct from due_on
                             order by due_on limit :limit for update skip locked)
                returning id
                """)
                .bind("by", dueBy)
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    Mono<Counts> count(LocalDate today, LocalDate near) {
        return database.sql("""
                select count(*) as open, count(*) filter (where due_on <= :near) as near,
                       count(*) filter (where due_on < :today) as overdue
                from privacy_case where status in ('RECEIVED', 'IN_PROGRESS')
                """)
                .bind("near", near)
                .bind("today", today)
                .mapProperties(Counts.class)
                .one();
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value != null ? value : Parameters.in(type);
    }

    private Mono<PrivacyCase> one(String sql, UUID id) {
        return database.sql(sql)
                .bind("id", id)
                .mapProperties(Row.class)
                .one()
                .map(Row::toCase)
                .switchIfEmpty(Mono.error(() -> new PrivacyRequestNotFound(id)));
    }

    record CaseFilter(
            @Nullable UUID clientId,
            @Nullable PrivacyKind kind,
            @Nullable CaseStatus status,
            @Nullable Boolean open,
            @Nullable LocalDate dueBefore) {}

    record After(LocalDate dueOn, UUID id) {}

    record Counts(long open, long near, long overdue) {}

    record Row(
            UUID id,
            long version,
            UUID clientId,
            PrivacyKind kind,
            CaseStatus status,
            String[] purposes,
            Instant receivedAt,
            LocalDate dueOn,
            @Nullable Integer extendedMonths,
            boolean inForce,
            @Nullable Instant closedAt,
            String createdBy) {

        PrivacyCase toCase() {
            return new PrivacyCase(
                    id, version, clientId, kind, CaseState.of(status, closedAt), List.of(purposes), receivedAt, dueOn,
                    extendedMonths, inForce, createdBy);
        }
    }
}
