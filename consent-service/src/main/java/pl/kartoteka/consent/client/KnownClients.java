package pl.kartoteka.consent.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientChange;
import pl.kartoteka.events.ClientState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The clients this service has heard of. */
@Component
public class KnownClients {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration JUST_REGISTERED = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DatabaseClient database;
    private final AddressHash hash;
    private final Clock clock;

    KnownClients(DatabaseClient database, AddressHash hash, Clock clock) {
        this.database = database;
        this.hash = hash;
        this.clock = clock;
    }

    public Mono<ClientStanding> find(UUID clientId) {
        return database.sql("select standing from known_client where client_id = :client")
                .bind("client", clientId)
                .mapValue(String.class)
                .one()
                .map(ClientStanding::valueOf);
    }

    /**
     * The client, or {@link ClientNotFound}. One registered a moment ago may not have arrived here yet: its id tells when it
     * was made, and only then is there a short wait.
     */
    public Mono<ClientStanding> require(UUID clientId) {
        Mono<ClientStanding> found = find(clientId);
        return (isFresh(clientId) ? found.repeatWhenEmpty(this::untilPatienceEnds) : found)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(clientId)));
    }

    /** As {@link #require}, and no erasure comes in between until the transaction ends; {@link ClientErased} after one. */
    public Mono<ClientStanding> holdPresent(UUID clientId) {
        return require(clientId)
                .then(database.sql("select standing from known_client where client_id = :client for share")
                        .bind("client", clientId)
                        .mapValue(String.class)
                        .one())
                .map(ClientStanding::valueOf)
                .filter(standing -> standing != ClientStanding.ERASED)
                .switchIfEmpty(Mono.error(() -> new ClientErased(clientId)));
    }

    /** The client and, one after the other, whom it was merged into. */
    public Flux<UUID> succession(UUID clientId) {
        return database.sql("""
                with recursive succession (client_id, step) as (
                    select cast(:client as uuid), 0
                    union all
                    select known.merged_into, step + 1
                    from succession join known_client known using (client_id)
                    where known.merged_into is not null and step < 100)
                cycle client_id set circular using path
                select client_id from succession where not circular order by step
                """)
                .bind("client", clientId)
                .mapValue(UUID.class)
                .all();
    }

    /** The client this one was merged into; empty for one that stands for itself. */
    public Mono<UUID> mergedInto(UUID clientId) {
        return database
                .sql("select merged_into from known_client where client_id = :client and merged_into is not null")
                .bind("client", clientId)
                .mapValue(UUID.class)
                .one();
    }

    /** {@link ClientMerged} for one that another stands for. */
    public Mono<Void> requireUnmerged(UUID clientId) {
        return mergedInto(clientId).flatMap(into -> Mono.error(() -> new ClientMerged(clientId, into)));
    }

    /** Those in being that have this e-mail address. */
    public Flux<UUID> withEmail(String address) {
        return database.sql("""
                select client_id from known_client
                where email_hashes @> array [cast(:hash as text)] and standing <> 'ERASED' and merged_into is null limit 2
                """)
                .bind("hash", hash.ofEmail(address))
                .mapValue(UUID.class)
                .all();
    }

    /** Those that were merged into the client. */
    public Flux<UUID> duplicatesOf(UUID survivor) {
        return database.sql("select client_id from known_client where merged_into = :survivor order by client_id")
                .bind("survivor", survivor)
                .mapValue(UUID.class)
                .all();
    }

    /**
     * Takes over what the events say of clients that are in being; older than known, or of an erased one, changes nothing.
     * Gives what changed in who is merged into whom; for one that is new here also those known to be merged into it.
     */
    Flux<MergeChange> store(Collection<ClientChange> changes) {
        if (changes.isEmpty()) {
            return Flux.empty();
        }
        return database.sql(
                """
                        with stored as (
                        insert into known_client as known (client_id, standing, email_hashes, phone_hashes, postal, merged_into,
                                                           sequence)
                        select "clientId", standing,
                               array(select jsonb_array_elements_text(emails)), array(select jsonb_array_elements_text(phones)),
                               postal, "mergedInto", sequence
                        from jsonb_to_recordset(cast(:rows as jsonb)) as row ("clientId" uuid, standing text, emails jsonb,
                             phones jsonb, postal boolean, "mergedInto" uuid, sequence bigint)
                        order by "clientId"
                        on conflict (client_id) do update set
                            standing = excluded.standing, email_hashes = excluded.email_hashes,
                            phone_hashes = excluded.phone_hashes, postal = excluded.postal,
                            merged_into = excluded.merged_into, sequence = excluded.sequence
                        where known.sequence < excluded.sequence and known.standing <> 'ERASED'
                        returning new.client_id, old.client_id is null as arrived, old.merged_into as before, new.merged_into as after)
                        select client_id, before, after from stored where before is distinct from after
                        union all
                        select duplicate.client_id, null, duplicate.after from stored duplicate
                        join stored on stored.client_id = duplicate.after
                        where stored.arrived and duplicate.before = duplicate.after
                        union all
                        select duplicate.client_id, null, duplicate.merged_into from stored
                        join known_client duplicate on duplicate.merged_into = stored.client_id
                        where stored.arrived and duplicate.client_id not in (select client_id from stored)
                        order by client_id
                        """)
                .bind(
                        "rows",
                        JSON.writeValueAsString(changes.stream().map(this::row).toList()))
                .mapProperties(MergeChange.class)
                .all();
    }

    /** Those of them who were erased, although something is told of them. */
    Flux<UUID> erasedAmong(Collection<UUID> clientIds) {
        return clientIds.isEmpty()
                ? Flux.empty()
                : database.sql(
                        "select client_id from known_client where client_id = any (:clients) and standing = 'ERASED'")
                        .bind("clients", clientIds.toArray(UUID[]::new))
                        .mapValue(UUID.class)
                        .all();
    }

    /**
     * Who hears of a merge is alone with it until the transaction ends: a survivor that arrives meanwhile would not learn of
     * its duplicate, nor the merge of its survivor. To be taken before anything else.
     */
    Mono<Void> queue(boolean merges) {
        return database.sql("select pg_advisory_xact_lock%s(hashtextextended('client-merges', 0))"
                .formatted(merges ? "" : "_shared"))
                .then();
    }

    /** Nobody else changes what is known of the client until the transaction ends. */
    public Mono<Void> lock(UUID clientId) {
        return database.sql("select client_id from known_client where client_id = :client for update")
                .bind("client", clientId)
                .then();
    }

    /** Has decisions say no from the commit on, or lets them be made again. */
    public Mono<Void> restrict(UUID clientId, boolean restricted) {
        return database.sql("update known_client set restricted = :restricted where client_id = :client")
                .bind("restricted", restricted)
                .bind("client", clientId)
                .then();
    }

    /** Blanks the client for good, whatever is told of it afterwards; false when that was done before. */
    Mono<Boolean> erase(UUID clientId) {
        return database.sql(
                """
                        insert into known_client as known (client_id, standing, sequence)
                        values (:client, 'ERASED', 9223372036854775807)
                        on conflict (client_id) do update set
                            standing = 'ERASED', email_hashes = '{}', phone_hashes = '{}', postal = false, merged_into = null,
                            restricted = false, sequence = excluded.sequence
                        where known.standing <> 'ERASED'
                        """)
                .bind("client", clientId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private Row row(ClientChange change) {
        ClientState client = change.client();
        boolean active = client.active() && client.mergedInto() == null;
        return new Row(
                client.id(),
                active ? ClientStanding.ACTIVE : ClientStanding.INACTIVE,
                client.emails().stream().map(email -> hash.ofEmail(email.address())).toList(),
                client.phones().stream().map(phone -> hash.ofPhone(phone.number())).toList(),
                !client.addresses().isEmpty(),
                client.mergedInto(),
                client.version());
    }

    private Publisher<Long> untilPatienceEnds(Flux<Long> attempts) {
        return attempts.take(PATIENCE.dividedBy(PAUSE)).delayElements(PAUSE);
    }

    /** A UUIDv7 starts with the milliseconds of its making. */
    private boolean isFresh(UUID clientId) {
        if (clientId.version() != 7) {
            return false;
        }
        Instant made = Instant.ofEpochMilli(clientId.getMostSignificantBits() >>> 16);
        Instant now = clock.instant();
        return made.isAfter(now.minus(JUST_REGISTERED)) && made.isBefore(now.plus(JUST_REGISTERED));
    }

    private record Row(
            UUID clientId,
            ClientStanding standing,
            List<String> emails,
            List<String> phones,
            boolean postal,
            @Nullable UUID mergedInto,
            long sequence) {}
}
