package pl.kartoteka.client.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.folding.CardWords;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.client.history.FieldChanges;
import pl.kartoteka.client.registry.MassChanges.Corrected;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.ObjectNode;

import static java.util.Objects.requireNonNull;

/** The clients as they are kept, each change together with its history in one statement. */
@Component
class Clients {
    /**
     * Any number of registrations at once, in the order of their NIPs so that two batches cannot wait for each other in a
     * circle. A NIP in use leaves its row out. Sales documents that came before their client are attached to it.
     */
    private static final String REGISTER = """
            with given as materialized (
                select * from json_to_recordset(cast(:given as json))
                    as g(id uuid, card jsonb, search_text text, likeness text, nip_shared boolean, changes jsonb,
                         by text, channel text, reason text)),
            registered as (
                insert into client (id, version, card, search_text, likeness, nip_shared, created_at, updated_at)
                select id, 1, card, search_text, likeness, nip_shared, :at, :at from given order by card ->> 'nip', id
                on conflict (nip) where nip is not null and not nip_shared do nothing
                returning id, nip, nip_shared),
            noted as (
                insert into client_change (client_id, version, action, changed_at, changed_by, channel, reason, changes)
                select id, 1, 'REGISTERED', :at, by, channel, reason, changes from given join registered using (id)),
            attached as (
                update sales_document d set client_id = r.id from registered r
                where d.client_id is null and d.nip = r.nip and not r.nip_shared
                returning d.client_id, d.is_sale)
            select r.id, exists (select from attached a where a.client_id = r.id and a.is_sale) as trades from registered r
            """;

    private static final String CORRECT = """
            with corrected as (
                update client set card = cast(:card as jsonb), search_text = :searchText, likeness = :likeness,
                                  nip_shared = :nipShared, merged_into = :mergedInto,
                                  version = version + 1, updated_at = :at
                where id = :id and version = :version
                returning id, version),
            noted as (
                insert into client_change (client_id, version, action, changed_at, changed_by, channel, reason, changes)
                select id, version, :action, :at, :by, :channel, :reason, cast(:changes as jsonb) from corrected)
            select version from corrected
            """;

    private static final String CORRECT_ALL = """
            with given as materialized (
                select * from json_to_recordset(cast(:given as json))
                    as g(id uuid, version bigint, card jsonb, search_text text, likeness text, changes jsonb)),
            corrected as (
                update client c set card = g.card, search_text = g.search_text, likeness = g.likeness, version = c.version + 1, updated_at = :at
                from given g where c.id = g.id and c.version = g.version
                returning c.id, c.version, g.changes),
            noted as (
                insert into client_change (client_id, version, action, changed_at, changed_by, channel, reason, changes)
                select id, version, 'CORRECTED', :at, :by, :channel, :reason, changes from corrected)
            select id from corrected
            """;

    /** Decided here and nowhere else: of any number of first documents at once, one finds the client still POTENTIAL. */
    private static final String PROMOTE = """
            with promoted as (
                update client set card = jsonb_set(card, '{stage}', '"STANDARD"'), version = version + 1,
                                  promoted_at = :at, updated_at = :at
                where id = any(:ids) and card ->> 'stage' = 'POTENTIAL' and promoted_at is null and merged_into is null
                returning %s),
            noted as (
                insert into client_change (client_id, version, action, changed_at, changed_by, channel, reason, changes)
                select id, version, 'PROMOTED', :at, :by, :channel, :reason,
                       '[{"field":"stage","from":"POTENTIAL","to":"STANDARD"}]' from promoted)
            select * from promoted
            """.formatted(ClientRows.COLUMNS);

    /** The clients and what was said about them go; that they were there, and who removed them, stays. */
    private static final String REMOVE = """
            with gone as (
                delete from client where id = any(:ids) returning id, version),
            forgotten as (
                delete from client_change where client_id = any(:ids))
            insert into client_change (client_id, version, action, changed_at, changed_by, channel, reason, changes)
            select id, version + 1, 'REMOVED', :at, :by, :channel, :reason, '[]' from gone
            """;

    /**
     * Head offices before what stands below them, and each rank in the order of ids: as an erasure goes from the head office to its branches, so
     * that none of two waits for the other in a circle. Head offices of those that are locked are held as a correction holds them.
     */
    private static final String LOCK_IN_TURN = """
            with recursive given as (
                select distinct id from unnest(:ids) as given(id)),
            wanted as (
                select id, true as changes from given
                union all
                select distinct c.head_office_id, false from client c join given using (id)
                where c.head_office_id is not null and c.head_office_id not in (select id from given)),
            way as (
                select id, id as reached, 0 as above from wanted
                union all
                select way.id, c.head_office_id, above + 1 from way join client c on c.id = reached
                where c.head_office_id is not null and above < 100),
            ranked as materialized (
                select id, changes, max(above) as rank from wanted join way using (id)
                group by id, changes order by rank, id)
            select count(locked.id) + count(held.id) from ranked
            left join lateral (select id from client where id = ranked.id and ranked.changes for update) locked on true
            left join lateral (select id from client where id = ranked.id and not ranked.changes for share) held on true
            """;

    private final DatabaseClient database;
    private final CardJson json;
    private final ClientRows rows;

    Clients(DatabaseClient database, CardJson json, ClientRows rows) {
        this.database = database;
        this.json = json;
        this.rows = rows;
    }

    Mono<Client> find(UUID id) {
        return one("where id = :id", id);
    }

    /** As {@link #find}; nobody changes, removes or refers to the client until the transaction ends. */
    Mono<Client> locked(UUID id) {
        return one("where id = :id for update", id);
    }

    /** Clients that others are about to refer to: their cards stay as they are until the transaction ends. */
    Flux<Client> held(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : rows.read(database.sql("select " + ClientRows.COLUMNS
                        + " from client where id = any(:ids) order by id for share")
                        .bind("ids", ids.toArray(UUID[]::new)));
    }

    /** In the order of their ids. Two who lock many cannot wait for each other in a circle. */
    Flux<Client> lockedAll(Collection<UUID> ids) {
        UUID[] all = ids.toArray(UUID[]::new);
        return ids.isEmpty()
                ? Flux.empty()
                : database.sql(LOCK_IN_TURN).bind("ids", all).then()
                        .thenMany(rows.read(database.sql("select " + ClientRows.COLUMNS
                                + " from client where id = any(:ids) order by id for update").bind("ids", all)));
    }

    /** Those by whom these NIPs are in use. */
    Flux<NipHolder> holders(Collection<String> nips) {
        return nips.isEmpty()
                ? Flux.empty()
                : database.sql("select id, name, nip, card ->> 'kind' as kind, head_office_id is not null as is_branch"
                        + " from client"
                        + " where nip = any(:nips) and nip is not null and not nip_shared")
                        .bind("nips", nips.toArray(String[]::new))
                        .mapProperties(NipHolder.class)
                        .all();
    }

    /** The registrations that went through; one that is missing has a NIP in use. */
    Flux<Registered> register(Collection<Client> clients, Instant at, Map<UUID, ChangeOrigin> origins) {
        var rows = clients.stream().map(client -> newRow(client, requireNonNull(origins.get(client.id())))).toList();
        return database.sql(REGISTER)
                .bind("given", json.text(rows))
                .bind("at", at)
                .mapProperties(Registered.class)
                .all();
    }

    /** Whether it was kept: false when the client is no longer at the version that was corrected. */
    Mono<Boolean> correct(Client corrected, List<FieldChange> changes, ChangeAction action, ChangeOrigin origin) {
        ObjectNode card = json.kept(corrected.card(), corrected.id());
        CardWords words = CardWords.of(card);
        return noting(database.sql(CORRECT), corrected.updatedAt(), origin)
                .bind("action", action.name())
                .bind("id", corrected.id())
                .bind("version", corrected.version() - 1)
                .bind("card", json.text(card))
                .bind("searchText", words.searchText())
                .bind("likeness", words.likeness())
                .bind("nipShared", corrected.nipShared())
                .bind("mergedInto", Parameters.in(PostgresqlObjectId.UUID, corrected.mergedInto()))
                .bind("changes", json.text(changes))
                .mapValue(Long.class)
                .one()
                .hasElement();
    }

    /** Those that were kept; one that is missing is no longer at the version that was corrected. NIPs and head offices stay. */
    Flux<UUID> correctAll(Collection<Corrected> corrected, Instant at, ChangeOrigin origin) {
        if (corrected.isEmpty()) {
            return Flux.empty();
        }
        var rows = corrected.stream().map(this::changedRow).toList();
        return noting(database.sql(CORRECT_ALL).bind("given", json.text(rows)), at, origin)
                .mapValue(UUID.class)
                .all();
    }

    Flux<Client> promote(Collection<UUID> ids, Instant at, ChangeOrigin origin) {
        return rows.read(noting(database.sql(PROMOTE).bind("ids", ids.toArray(UUID[]::new)), at, origin));
    }

    Mono<Void> remove(Collection<UUID> ids, Instant at, ChangeOrigin origin) {
        return noting(database.sql(REMOVE).bind("ids", ids.toArray(UUID[]::new)), at, origin).then();
    }

    /** Attaches the sales documents that wait for the client's NIP; true when one of them is a sale. */
    Mono<Boolean> attachWaitingDocuments(Client client) {
        return database.sql(
                "update sales_document set client_id = :id where client_id is null and nip = :nip returning is_sale")
                .bind("id", client.id())
                .bind("nip", String.valueOf(client.card().nip()))
                .mapValue(Boolean.class)
                .all()
                .any(sale -> sale);
    }

    Mono<Long> branchesSharingAnotherNip(UUID headOffice, @Nullable String nip) {
        return database.sql(
                "select count(*) from client where head_office_id = :id and nip_shared and nip is distinct from :nip")
                .bind("id", headOffice)
                .bind("nip", Parameters.in(R2dbcType.VARCHAR, nip))
                .mapValue(Long.class)
                .one();
    }

    Mono<Boolean> isBelow(UUID client, UUID above) {
        return database.sql("""
                with recursive way(id) as (
                    select head_office_id from client where id = :client
                    union
                    select c.head_office_id from client c join way using (id))
                select exists (select from way where id = :above)
                """)
                .bind("client", client)
                .bind("above", above)
                .mapValue(Boolean.class)
                .one();
    }

    Mono<Long> branches(UUID headOffice) {
        return database.sql("select count(*) from client where head_office_id = :id")
                .bind("id", headOffice)
                .mapValue(Long.class)
                .one();
    }

    /** For a lock, until the transaction ends. */
    Mono<Void> waitNoLongerThanAMoment() {
        return database.sql("select set_config('lock_timeout', '250ms', true)").then();
    }

    /** One move in the structure of head offices at a time. */
    Mono<Void> queueForStructure() {
        return database.sql("select pg_advisory_xact_lock(hashtext('client-service.head-offices'))").then();
    }

    /** Until the transaction ends a branch may name a head office that is yet to be added. */
    Mono<Void> letHeadOfficeFollow() {
        return database.sql("set constraints client_head_office_id_fkey deferred").then();
    }

    private Mono<Client> one(String condition, UUID id) {
        return rows.read(database.sql("select " + ClientRows.COLUMNS + " from client " + condition).bind("id", id))
                .next();
    }

    private NewRow newRow(Client client, ChangeOrigin origin) {
        ObjectNode masked = json.masked(client.card());
        ObjectNode card = json.kept(client.card(), client.id());
        CardWords words = CardWords.of(card);
        return new NewRow(client.id(), card, words.searchText(), words.likeness(), client.nipShared(),
                FieldChanges.of(masked), origin.subject(), origin.channel(), origin.reason());
    }

    private ChangedRow changedRow(Corrected one) {
        ObjectNode card = json.kept(one.after().card(), one.after().id());
        CardWords words = CardWords.of(card);
        return new ChangedRow(one.after().id(), one.before().version(), card, words.searchText(), words.likeness(),
                one.changes());
    }

    private static GenericExecuteSpec noting(GenericExecuteSpec statement, Instant at, ChangeOrigin origin) {
        return statement.bind("at", at)
                .bind("by", origin.subject())
                .bind("channel", origin.channel().name())
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, origin.reason()));
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record NewRow(UUID id, ObjectNode card, String searchText, String likeness, boolean nipShared,
            List<FieldChange> changes, String by, ChangeOrigin.Channel channel, @Nullable String reason) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record ChangedRow(UUID id, long version, ObjectNode card, String searchText, String likeness,
            List<FieldChange> changes) {}

    /** @param trades whether a sales document was waiting for it */
    record Registered(UUID id, Boolean trades) {}

    record NipHolder(UUID id, String name, String nip, ClientKind kind, Boolean isBranch) {}
}
