package pl.kartoteka.client.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientRows;
import pl.kartoteka.client.watch.ProposedChange.Status;
import pl.kartoteka.client.watch.RegisterAnswer.Said;
import pl.kartoteka.http.Ids;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The proposals as they are kept: one open of each register for each field of a client. */
@Component
class ProposedChanges {
    private static final String COLUMNS = "p.id, p.client_id, c.name as client_name, p.register, p.field, p.seen::text as seen,"
            + " p.proposed::text as proposed, p.checked_at, p.status, p.decided_at, p.decided_by"
            + " from proposed_change p join client c on c.id = p.client_id";
    private static final String SAID = """
            with said as (
                select * from jsonb_to_recordset(cast(:said as jsonb))
                    as s(id uuid, field text, proposed jsonb, seen jsonb, differs boolean))
            """;

    /** What was refused lapses when the register says another thing; what is open goes when it is no longer said. */
    private static final String OUTDATE = SAID + """
            update proposed_change p
            set standing = false,
                status = case when p.status = 'OPEN' then 'SUPERSEDED' else p.status end,
                decided_at = case when p.status = 'OPEN' then :at else p.decided_at end
            from said s
            where p.client_id = :client and p.register = :register and p.field = s.field
              and p.status in ('OPEN', 'REFUSED') and p.standing
              and (p.proposed <> s.proposed or not s.differs and p.status = 'OPEN')
            """;

    private static final String PROPOSE = SAID + """
            insert into proposed_change (id, client_id, register, field, proposed, seen, checked_at, status)
            select s.id, :client, :register, s.field, s.proposed, s.seen, :at, 'OPEN'
            from said s
            where s.differs and not exists (
                select from proposed_change r
                where r.client_id = :client and r.register = :register and r.field = s.field and r.status = 'REFUSED'
                  and r.standing and r.proposed = s.proposed)
            on conflict (client_id, register, field) where status = 'OPEN'
                do update set checked_at = excluded.checked_at, seen = excluded.seen
            """;

    private final DatabaseClient database;
    private final ClientRows rows;
    private final Ids ids;
    private final JsonMapper json;

    ProposedChanges(DatabaseClient database, ClientRows rows, Ids ids, JsonMapper json) {
        this.database = database;
        this.rows = rows;
        this.ids = ids;
        this.json = json;
    }

    /** Whether this answer is newer than all that were heard of the client under the NIP. */
    Mono<Boolean> isNews(UUID client, String nip, String register, long sequence) {
        return database.sql("""
                insert into register_answer as known (client_id, nip, register, sequence)
                values (:client, :nip, :register, :sequence)
                on conflict (nip, register) do update set client_id = excluded.client_id, sequence = excluded.sequence
                where known.sequence < excluded.sequence
                """)
                .bind("client", client)
                .bind("nip", nip)
                .bind("register", register)
                .bind("sequence", sequence)
                .fetch()
                .rowsUpdated()
                .map(changed -> changed > 0);
    }

    /** The client that goes by the NIP; nobody changes it until the transaction ends. */
    Mono<Client> holder(String nip) {
        return rows.read(database.sql("select " + ClientRows.COLUMNS
                + " from client where nip = :nip and not nip_shared for update").bind("nip", nip)).next();
    }

    Mono<Client> locked(UUID id) {
        return rows.read(database.sql("select " + ClientRows.COLUMNS + " from client where id = :id for update")
                .bind("id", id)).next();
    }

    Mono<Void> propose(UUID client, String register, List<Said> said, Instant at) {
        String given = json.writeValueAsString(said.stream()
                .map(one -> new Given(ids.next(), one.field(), one.proposed(), one.seen(), one.differs()))
                .toList());
        return Flux.just(OUTDATE, PROPOSE)
                .concatMap(sql -> database.sql(sql)
                        .bind("said", given)
                        .bind("client", client)
                        .bind("register", register)
                        .bind("at", at)
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    /** The latest first, those before the given one. */
    Mono<List<ProposedChange>> ofClient(UUID client, boolean all, UUID before, int limit) {
        return read(database.sql("select " + COLUMNS + " where p.client_id = :client and p.id < :before"
                + (all ? "" : " and p.status = 'OPEN'") + " order by p.id desc limit :limit")
                .bind("client", client)
                .bind("before", before)
                .bind("limit", limit)).collectList();
    }

    Mono<Long> count(UUID client, boolean all) {
        return database.sql("select count(*) from proposed_change where client_id = :client"
                + (all ? "" : " and status = 'OPEN'"))
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    /** What is looked for; what is null is not asked about. */
    record Wanted(Status status, @Nullable String register, @Nullable String field) {}

    Mono<List<ProposedChange>> list(Wanted wanted, UUID after, int limit) {
        return read(
                bound("select " + COLUMNS + condition(wanted) + " and p.id > :after order by p.id limit :limit", wanted)
                        .bind("after", after)
                        .bind("limit", limit))
                .collectList();
    }

    Mono<Long> count(Wanted wanted) {
        return bound("select count(*) from proposed_change p join client c on c.id = p.client_id" + condition(wanted),
                wanted).mapValue(Long.class).one();
    }

    private static String condition(Wanted wanted) {
        // The status is not bound, because the index of the open ones is found by it.
        return " where p.status = '" + wanted.status().name() + "'"
                + " and (cast(:register as text) is null or p.register = :register)"
                + " and (cast(:field as text) is null or p.field = :field) and c.merged_into is null";
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Wanted wanted) {
        return database.sql(sql)
                .bind("register", Parameters.in(R2dbcType.VARCHAR, wanted.register()))
                .bind("field", Parameters.in(R2dbcType.VARCHAR, wanted.field()));
    }

    Mono<ProposedChange> find(UUID client, UUID id) {
        return read(database.sql("select " + COLUMNS + " where p.client_id = :client and p.id = :id")
                .bind("client", client)
                .bind("id", id)).next();
    }

    Mono<Long> decide(Collection<UUID> proposals, Status status, Instant at, String by) {
        return database.sql("""
                update proposed_change set status = :status, decided_at = :at, decided_by = :by
                where id = any(:ids) and status = 'OPEN'
                """)
                .bind("ids", proposals.toArray(UUID[]::new))
                .bind("status", status.name())
                .bind("at", at)
                .bind("by", by)
                .fetch()
                .rowsUpdated();
    }

    private Flux<ProposedChange> read(DatabaseClient.GenericExecuteSpec statement) {
        return statement.mapProperties(Row.class).all().map(row -> new ProposedChange(row.id(), row.clientId(),
                row.clientName(), row.register(), row.field(), row.seen() == null ? null : json.readTree(row.seen()),
                json.readTree(row.proposed()), row.checkedAt(), row.status(), row.decidedAt(), row.decidedBy()));
    }

    private record Given(UUID id, String field, Object proposed, @Nullable Object seen, boolean differs) {}

    record Row(UUID id, UUID clientId, String clientName, String register, String field, @Nullable String seen,
            String proposed, Instant checkedAt, Status status, @Nullable Instant decidedAt,
            @Nullable String decidedBy) {}
}
