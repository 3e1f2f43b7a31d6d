package pl.kartoteka.client.registry;

import java.time.Clock;
import java.time.Instant;
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

    /** Nothing of the head office stays on the branch, not even what was shared; nor is it told what that was. */
    private static final String DETACH = """
            with detached as (
                update client set card = card - 'headOfficeId' - 'payer' - case when nip_shared then 'nip' else '' end,
                                  nip_shared = false, version = version + 1, updated_at = :at
                where head_office_id = :id
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

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return clients.locked(clientId)
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
        return eraseDuplicates(client.id(), at)
                .then(detachBranches(client.id(), at))
                .flatMap(branches -> erased.remember(client, at).then(forget(client.id(), at))
                        .delayUntil(_ -> outbox.append(new ClientErased(client.id(), client.version() + 1)))
                        .delayUntil(_ -> outbox.appendTombstone(ClientEvent.TOPIC, client.id().toString()))
                        .map(changes -> Erasure.of("card", 1)
                                .and(Erasure.of("history", changes))
                                .and(Erasure.of("links-of-branches", branches))));
    }

    /** What was merged into the client is the same person. */
    private Mono<Void> eraseDuplicates(UUID survivor, Instant at) {
        return database.sql("select id from client where merged_into = :id order by id")
                .bind("id", survivor)
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(clients::locked)
                .concatMap(duplicate -> erase(duplicate, at))
                .then();
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
        return clients.queueForStructure()
                .thenMany(database.sql(DETACH)
                        .bind("id", clientId)
                        .bind("at", at)
                        .bind("by", ORIGIN.subject())
                        .bind("channel", ORIGIN.channel().name())
                        .mapValue(UUID.class)
                        .all())
                .collectList()
                .flatMap(ids -> Flux.fromIterable(ids)
                        .concatMap(clients::find)
                        .concatMap(branch -> references.named(List.of(branch.card())).flatMap(named -> outbox.append(
                                ClientEvents.changed(branch, branch,
                                        List.of(new FieldChange("headOfficeId", null, null)), named))))
                        .then(Mono.just(ids.size())));
    }
}
