package pl.kartoteka.client.caretaker;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Substitutions as they are kept, and what they come to on a day. */
@Component
class Substitutions {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final String COLUMNS = "id, absent, substitute, starts_on, ends_on, reason, version, created_by,"
            + " created_at, updated_at";
    private static final String LISTED = "(not :activeOnly or :day >= starts_on and (ends_on is null or :day <= ends_on))";

    /**
     * Who looks after whose clients on a day. Where the one who stands in is away as well, whoever stands in for that one does;
     * where that leads back to somebody already away, nobody stands in and everybody keeps their own clients.
     */
    private static final String STAND_INS = """
            with recursive away as (
                select absent, substitute from substitution
                where :day >= starts_on and (ends_on is null or :day <= ends_on)),
            chain(absent, holder, passed) as (
                select absent, substitute, array[absent] from away
                union all
                select c.absent, a.substitute, c.passed || a.absent
                from chain c join away a on a.absent = c.holder
                where not a.absent = any(c.passed)),
            stand_in as (
                select absent, holder from chain where holder not in (select absent from away))
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Substitutions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The subjects whose clients this one looks after today: one's own unless away, and of those one stands in for. */
    Mono<Set<String>> lookedAfterToday(String subject) {
        return database.sql(STAND_INS + """
                select absent from stand_in where holder = :subject
                union
                select cast(:subject as text) where cast(:subject as text) not in (select absent from stand_in)
                """)
                .bind("day", today())
                .bind("subject", subject)
                .mapValue(String.class)
                .all()
                .collect(Collectors.toSet());
    }

    /** Who stands in today, by who is away. */
    Mono<Map<String, String>> standInsToday(Collection<String> subjects) {
        return subjects.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(STAND_INS + "select absent, holder from stand_in where absent = any(:subjects)")
                        .bind("day", today())
                        .bind("subjects", subjects.toArray(String[]::new))
                        .mapProperties(StandIn.class)
                        .all()
                        .collectMap(StandIn::absent, StandIn::holder);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WARSAW);
    }

    Mono<Void> add(Substitution substitution) {
        return inTurn(bound(database.sql("insert into substitution (" + COLUMNS + ") values"
                + " (:id, :absent, :substitute, :startsOn, :endsOn, :reason, :version, :createdBy, :createdAt,"
                + " :updatedAt)"), substitution)
                .bind("createdBy", substitution.createdBy())
                .bind("createdAt", substitution.createdAt()), substitution)
                .then();
    }

    /** Whether it was kept: false when somebody changed or removed it first. */
    Mono<Boolean> change(Substitution substitution) {
        return inTurn(bound(database.sql("update substitution set absent = :absent, substitute = :substitute,"
                + " starts_on = :startsOn, ends_on = :endsOn, reason = :reason, version = version + 1,"
                + " updated_at = :updatedAt where id = :id and version = :version - 1"), substitution), substitution)
                .map(rows -> rows == 1);
    }

    Mono<Substitution> find(UUID id) {
        return database.sql("select " + COLUMNS + " from substitution where id = :id")
                .bind("id", id)
                .mapProperties(Substitution.class)
                .one();
    }

    /** The newest first, those before the given one. */
    Flux<Substitution> list(boolean activeOnly, UUID before, int limit) {
        return database.sql("select " + COLUMNS + " from substitution where id < :before and " + LISTED
                + " order by id desc limit :limit")
                .bind("before", before)
                .bind("activeOnly", activeOnly)
                .bind("day", today())
                .bind("limit", limit)
                .mapProperties(Substitution.class)
                .all();
    }

    Mono<Long> count(boolean activeOnly) {
        return database.sql("select count(*) from substitution where " + LISTED)
                .bind("activeOnly", activeOnly)
                .bind("day", today())
                .mapValue(Long.class)
                .one();
    }

    Mono<Boolean> remove(UUID id, long version) {
        return database.sql("delete from substitution where id = :id and version = :version")
                .bind("id", id)
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** One after the other for the same absence: two that overlap would wait for each other until PostgreSQL ends one of them. Needs a transaction. */
    private Mono<Long> inTurn(GenericExecuteSpec statement, Substitution substitution) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:absent, 20))")
                .bind("absent", substitution.absent())
                .then()
                .then(statement.fetch().rowsUpdated())
                .onErrorMap(DataIntegrityViolationException.class, violation -> String.valueOf(violation.getMessage())
                        .contains("one_substitute_at_a_time")
                                ? new SubstitutionOverlaps(substitution.absent())
                                : violation);
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, Substitution substitution) {
        return statement.bind("id", substitution.id())
                .bind("absent", substitution.absent())
                .bind("substitute", substitution.substitute())
                .bind("startsOn", substitution.startsOn())
                .bind("endsOn", Parameters.in(R2dbcType.DATE, substitution.endsOn()))
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, substitution.reason()))
                .bind("version", substitution.version())
                .bind("updatedAt", substitution.updatedAt());
    }

    record StandIn(String absent, String holder) {}
}
