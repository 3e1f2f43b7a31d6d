package pl.kartoteka.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import pl.kartoteka.http.LongStatements;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The jobs as they are kept. Times of leases are those of the database, the one clock all instances share. */
final class JobTable {
    /** The lock is taken over those of others, so that of any number of instances one gets the job. */
    private static final String CLAIM = """
            update job set lease_token = :token, lease_until = now() + make_interval(secs => :lease), attempts = attempts + 1,
                           started_at = coalesce(started_at, now()),
                           status = case when status = 'QUEUED' then 'RUNNING' else status end
            where id = (
                select id from job
                where not settled and kind = any(:kinds) and (lease_until is null or lease_until < now())
                order by id limit 1
                for update skip locked)
            returning\s""" + JobRow.COLUMNS;

    /** Whoever has lost the lease changes nothing here, and so its step comes to nothing. */
    private static final String ADVANCE = """
            update job set checkpoint = cast(:checkpoint as jsonb), done = :done, total = coalesce(:total, total),
                           report = coalesce(cast(:report as jsonb), report), attempts = 0
            where id = :id and lease_token = :token and status = 'RUNNING'
            returning\s""" + JobRow.COLUMNS;

    /** Waits for nobody: whoever has the row at the moment is about to show something newer. */
    private static final String SHOW = """
            update job set done = :done
            where id = (select id from job where id = :id and lease_token = :token and status = 'RUNNING'
                        for no key update skip locked)
            """;

    private static final String END = """
            update job set status = :status, problem = cast(:problem as jsonb), ended_at = now(), attempts = 0,
                           total = case when :status = 'DONE' then coalesce(total, done) else total end
            where id = :id and lease_token = :token and status = 'RUNNING'
            """;

    private static final String CANCEL = """
            update job set cancel_requested = true,
                           status = case when status = 'QUEUED' then 'CANCELLED' else status end,
                           ended_at = case when status = 'QUEUED' then now() else ended_at end
            where id = :id and status in ('QUEUED', 'RUNNING')
            returning\s""" + JobRow.COLUMNS;

    private final DatabaseClient database;

    JobTable(DatabaseClient database) {
        this.database = database;
    }

    Mono<JobRow> add(UUID id, String kind, String owner, String input) {
        return row(database
                .sql("insert into job (id, kind, owner, input) values (:id, :kind, :owner, cast(:input as jsonb))"
                        + " returning " + JobRow.COLUMNS)
                .bind("id", id)
                .bind("kind", kind)
                .bind("owner", owner)
                .bind("input", input));
    }

    Mono<JobRow> find(UUID id) {
        return row(database.sql("select " + JobRow.COLUMNS + " from job where id = :id").bind("id", id));
    }

    /** Newest first. @param before the id that the page before ended with */
    Flux<JobRow> ofOwner(String kind, String owner, @Nullable UUID before, int limit) {
        return database.sql("select " + JobRow.COLUMNS + " from job where kind = :kind and owner = :owner"
                + " and (cast(:before as uuid) is null or id < cast(:before as uuid)) order by id desc limit :limit")
                .bind("kind", kind)
                .bind("owner", owner)
                .bind("before", Parameters.in(R2dbcType.VARCHAR, before == null ? null : before.toString()))
                .bind("limit", limit)
                .mapProperties(JobRow.class)
                .all();
    }

    Mono<Long> count(String kind, String owner) {
        return database.sql("select count(*) from job where kind = :kind and owner = :owner")
                .bind("kind", kind)
                .bind("owner", owner)
                .mapValue(Long.class)
                .one();
    }

    Mono<JobRow> claim(Collection<String> kinds, UUID token, Duration lease) {
        return row(database.sql(CLAIM)
                .bind("token", token)
                .bind("lease", seconds(lease))
                .bind("kinds", kinds.toArray(String[]::new)));
    }

    /** The job, while it is this token's. */
    Mono<JobRow> held(UUID id, UUID token) {
        return row(database.sql("select " + JobRow.COLUMNS + " from job where id = :id and lease_token = :token")
                .bind("id", id)
                .bind("token", token));
    }

    Mono<Void> renew(Collection<UUID> tokens, Duration lease) {
        return database.sql("update job set lease_until = now() + make_interval(secs => :lease)"
                + " where lease_token = any(:tokens) and not settled")
                .bind("lease", seconds(lease))
                .bind("tokens", tokens.toArray(UUID[]::new))
                .then();
    }

    /** The job after the step; empty when the lease is lost. */
    Mono<JobRow> advance(UUID id, UUID token, String checkpoint, long done, @Nullable Long total,
            @Nullable String report) {
        return row(database.sql(ADVANCE)
                .bind("checkpoint", checkpoint)
                .bind("done", done)
                .bind("total", Parameters.in(R2dbcType.BIGINT, total))
                .bind("report", Parameters.in(R2dbcType.VARCHAR, report))
                .bind("id", id)
                .bind("token", token));
    }

    /** How far the step under way is; nothing where the lease is lost. */
    Mono<Void> show(UUID id, UUID token, long done) {
        return database.sql(SHOW).bind("done", done).bind("id", id).bind("token", token).then();
    }

    /** For the transaction of a step. */
    Mono<Void> allowLongStatements() {
        return LongStatements.allow(database);
    }

    /** Whether it was this token's to end. */
    Mono<Boolean> end(UUID id, UUID token, JobStatus status, @Nullable String problem) {
        return database.sql(END)
                .bind("status", status.name())
                .bind("problem", Parameters.in(R2dbcType.VARCHAR, problem))
                .bind("id", id)
                .bind("token", token)
                .fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> settle(UUID id, UUID token, boolean forgetInput) {
        return database.sql("update job set settled = true, lease_token = null, lease_until = null,"
                + " input = case when :forget then '{}' else input end"
                + " where id = :id and lease_token = :token and ended_at is not null")
                .bind("forget", forgetInput)
                .bind("id", id)
                .bind("token", token)
                .then();
    }

    /** Leaves the job to whoever comes next. */
    Mono<Void> release(UUID id, UUID token) {
        return database.sql("update job set lease_token = null, lease_until = null, attempts = 0,"
                + " status = case when status = 'RUNNING' then 'QUEUED' else status end"
                + " where id = :id and lease_token = :token")
                .bind("id", id)
                .bind("token", token)
                .then();
    }

    /** Empty when it is over. */
    Mono<JobRow> cancel(UUID id) {
        return row(database.sql(CANCEL).bind("id", id));
    }

    Mono<Long> forgetEndedBefore(Duration age) {
        return database.sql("delete from job where settled and ended_at < now() - make_interval(secs => :age)")
                .bind("age", seconds(age))
                .fetch().rowsUpdated();
    }

    private static Mono<JobRow> row(GenericExecuteSpec statement) {
        return statement.mapProperties(JobRow.class).one();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
