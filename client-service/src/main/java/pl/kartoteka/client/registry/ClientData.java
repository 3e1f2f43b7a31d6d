package pl.kartoteka.client.registry;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.history.ChangeAction;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.FieldChange;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The card and its history. They go last, when nothing refers to the client any more but its branches, which become clients of
 * their own. Downstream the client is erased, and its key emptied.
 */
@Component
class ClientData implements HoldsPersonalData {
    private static final ChangeOrigin ORIGIN = new ChangeOrigin("privacy", ChangeOrigin.Channel.ERASURE, null);

    private static final String CIRCLE = """
            with recursive same(id, depth) as (
                select cast(:id as uuid), 0
                union all
                select m.id, depth + 1 from client m join same on m.merged_into = same.id)
            select client.id, same.depth from client join same on same.id = client.id
            order by client.id for update of client
            """;

    /**
     * Whoever was taken for the client once, and is not, still has its fields in the history of the time in between. Which fields
     * they were stays known, as does what became of them; not why, which may name the person.
     */
    private static final String FORGET_MERGES = """
            with undone as (
                select m.survivor_id, min(c.version) as first, max(c.version) as last
                from client_merge m
                join client_change c on c.client_id = m.survivor_id and c.entry = 0 and c.action in ('MERGED', 'UNMERGED')
                    and (c.changes @> jsonb_build_array(jsonb_build_object('field', 'mergedFrom', 'to', cast(:id as text)))
                         or c.changes @> jsonb_build_array(jsonb_build_object('field', 'mergedFrom', 'from', cast(:id as text))))
                where m.duplicate_id = cast(:id as uuid) and m.undone_at is not null
                group by m.survivor_id)
            update client_change c
            set reason = null, changes = (select coalesce(jsonb_agg(jsonb_build_object('field', f -> 'field')), '[]') from jsonb_array_elements(c.changes) f)
            from undone
            where c.client_id = undone.survivor_id and c.entry = 0 and c.version between undone.first and undone.last
            """;

    private static final String ERASE = """
            with gone as (
                delete from client where id = :id returning id, version),
            forgotten as (
                delete from client_change where client_id = :id returning client_id),
            noted as (
                insert into client_change (client_id, version, action, changed_at, changed_by, channel, reason, changes)
                select id, version + 1, :action, :at, :by, :channel, null, '[]' from gone)
            select count(*) from forgotten
            """;

    /**
     * Nothing of the head office stays on the branch, not even what was shared; nor is it told what that was. Branches in the order of their ids,
     * as whoever changes many takes them.
     */
    private static final String DETACH = """
            with branches as materialized (
                select id from client where head_office_id = :id order by id for update),
            detached as (
                update client set card = card - 'headOfficeId' - 'payer' - case when nip_shared then 'nip' else '' end,
                                  nip_shared = false, version = version + 1, updated_at = :at
                where id in (select id from branches) and head_office_id = :id
                returning id, version),
            noted as (
                insert into client_change (client_id, version, action, changed_at, changed_by, channel, reason, changes)
                select id, version, 'CORRECTED', :at, :by, :channel, null, '[{"field":"headOfficeId"}]' from detached)
            select id from detached
            """;

    private final Clients clients;
    private final CardReferences references;
    private final CardJson json;
    private final ErasedPersons erased;
    private final DatabaseClient database;
    private final Outbox outbox;
    private final Clock clock;

    ClientData(
            Clients clients,
            CardReferences references,
            CardJson json,
            ErasedPersons erased,
            DatabaseClient database,
            Outbox outbox,
            Clock clock) {
        this.clients = clients;
        this.references = references;
        this.json = json;
        this.erased = erased;
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Changes of where clients stand, and merges, wait until all of this is over; as everybody, it waits for them before it holds a client. */
    @Override
    public Flux<UUID> duplicates(UUID clientId) {
        return clients.queueForStructure()
                .thenMany(database.sql(CIRCLE).bind("id", clientId).mapProperties(Placed.class).all())
                .filter(placed -> placed.depth() > 0)
                .sort(Comparator.comparing(Placed::depth).reversed())
                .map(Placed::id);
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return clients.find(clientId)
                .flatMap(client -> erase(client, clock.instant()))
                .defaultIfEmpty(Erasure.NOTHING)
                .flatMap(erasure -> erased.count(clientId)
                        .map(hashes -> erasure.keeping("identifier-hashes", hashes, "ERASURE_ITSELF", null)));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        Mono<PersonalFile> card = clients.find(clientId)
                .map(client -> PersonalFile.json("card.json", "Karta klienta", json.readable(client)));
        Mono<PersonalFile> history = database.sql("""
                select coalesce(jsonb_agg(jsonb_build_object('version', version, 'action', action, 'changedAt', changed_at,
                       'changedBy', changed_by, 'channel', channel, 'reason', reason, 'changes', changes) order by changed_at, version, entry),
                       '[]')::text
                from client_change where client_id in (
                    with recursive same(id) as (
                        select cast(:id as uuid) union select m.id from client m join same on m.merged_into = same.id)
                    select id from same)
                """)
                .bind("id", clientId)
                .mapValue(String.class)
                .one()
                .filter(changes -> !changes.equals("[]"))
                .map(changes -> PersonalFile.json("history.json", "Historia zmian", json.tree(changes)));
        return Flux.concat(card, history);
    }

    @Override
    public boolean erasesLast() {
        return true;
    }

    private Mono<Erasure> erase(Client client, Instant at) {
        return detachBranches(client.id(), at)
                .flatMap(branches -> erased.remember(client, at)
                        .then(forgetMerges(client.id()))
                        .flatMap(merges -> forget(client.id(), at).map(changes -> changes + merges))
                        .delayUntil(_ -> outbox.append(new ClientErased(client.id(), client.version() + 1)))
                        .delayUntil(_ -> outbox.appendTombstone(ClientEvent.TOPIC, client.id().toString()))
                        .map(changes -> Erasure.of("card", 1)
                                .and(Erasure.of("history", changes))
                                .and(Erasure.of("links-of-branches", branches))));
    }

    private Mono<Long> forgetMerges(UUID clientId) {
        return database.sql(FORGET_MERGES).bind("id", clientId.toString()).fetch().rowsUpdated();
    }

    private Mono<Long> forget(UUID clientId, Instant at) {
        return database.sql(ERASE)
                .bind("id", clientId)
                .bind("action", ChangeAction.ERASED.name())
                .bind("at", at)
                .bind("by", ORIGIN.subject())
                .bind("channel", ORIGIN.channel().name())
                .mapValue(Long.class)
                .one();
    }

    private Mono<Integer> detachBranches(UUID clientId, Instant at) {
        return database.sql(DETACH)
                .bind("id", clientId)
                .bind("at", at)
                .bind("by", ORIGIN.subject())
                .bind("channel", ORIGIN.channel().name())
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMap(ids -> Flux.fromIterable(ids)
                        .concatMap(clients::find)
                        .concatMap(branch -> references.named(List.of(branch.card())).flatMap(named -> outbox.append(
                                ClientEvents.changed(branch, branch,
                                        List.of(new FieldChange("headOfficeId", null, null)), named))))
                        .then(Mono.just(ids.size())));
    }

    /** @param depth over how many merges; of the client itself none */
    record Placed(UUID id, Integer depth) {}
}
