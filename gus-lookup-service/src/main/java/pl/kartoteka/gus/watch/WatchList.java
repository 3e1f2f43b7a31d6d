package pl.kartoteka.gus.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whom we watch for whom, and when each is due. */
@Component
class WatchList {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final DatabaseClient database;
    private final WatchProperties properties;

    WatchList(DatabaseClient database, WatchProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** A company is watched as long as a client has its NIP; which clients do is decided under a lock on the NIP. */
    @Transactional
    Mono<Void> keep(List<WatchedClient> clients) {
        var ids = clients.stream().map(WatchedClient::clientId).toArray(UUID[]::new);
        return affected(clients, ids)
                .flatMap(nips -> lock(nips).then(write(clients, ids)).then(settle(nips)));
    }

    private Mono<String[]> affected(List<WatchedClient> clients, UUID[] ids) {
        return database.sql("""
                select nip from watched_client where client_id = any ($1) and nip is not null
                union select nip from unnest($2::text[]) as told (nip) where nip is not null
                """)
                .bind("$1", ids)
                .bind("$2", clients.stream().map(WatchedClient::nip).toArray(String[]::new))
                .mapValue(String.class)
                .all()
                .sort()
                .collectList()
                .map(nips -> nips.toArray(String[]::new));
    }

    private Mono<Void> lock(String[] nips) {
        return database.sql("""
                select pg_advisory_xact_lock(hashtextextended(nip, 4)) from unnest($1::text[]) as told (nip)
                """).bind("$1", nips).then();
    }

    private Mono<Void> write(List<WatchedClient> clients, UUID[] ids) {
        return database.sql("""
                insert into watched_client (client_id, sequence, nip)
                select client_id, sequence, nip
                from unnest($1::uuid[], $2::bigint[], $3::text[]) as told (client_id, sequence, nip)
                on conflict (client_id) do update set sequence = excluded.sequence, nip = excluded.nip
                where watched_client.sequence < excluded.sequence
                """)
                .bind("$1", ids)
                .bind("$2", clients.stream().map(WatchedClient::sequence).toArray(Long[]::new))
                .bind("$3", clients.stream().map(WatchedClient::nip).toArray(String[]::new))
                .then();
    }

    private Mono<Void> settle(String[] nips) {
        var added = database.sql("""
                insert into watched_company (nip, due_at)
                select nip, now() + random() * make_interval(secs => $2) from unnest($1::text[]) as told (nip)
                where exists (select from watched_client client where client.nip = told.nip)
                on conflict do nothing
                """).bind("$1", nips).bind("$2", seconds(properties.interval())).then();
        var dropped = database.sql("""
                delete from watched_company company where nip = any ($1)
                  and not exists (select from watched_client client where client.nip = company.nip)
                """).bind("$1", nips).then();
        return added.then(dropped);
    }

    /** How many companies were watched for the client; in the transaction of the receipt. */
    @Transactional
    Mono<Long> forget(UUID clientId) {
        return database.sql("select sequence, nip from watched_client where client_id = :client")
                .bind("client", clientId)
                .mapProperties(Known.class)
                .one()
                .flatMap(known -> known.nip() == null
                        ? Mono.just(0L)
                        : keep(List.of(new WatchedClient(clientId, known.sequence() + 1, null))).thenReturn(1L))
                .defaultIfEmpty(0L);
    }

    Mono<WatchedFact> of(UUID clientId) {
        return database.sql("""
                select client.nip, company.verified_at from watched_client client
                join watched_company company on company.nip = client.nip where client_id = :client
                """)
                .bind("client", clientId)
                .mapProperties(WatchedFact.class)
                .one();
    }

    /** Takes up some that are due; what is not finished in time is due again. */
    Flux<Due> due() {
        return database.sql("""
                update watched_company
                set due_at = now() + make_interval(secs => $1), round_began = coalesce(round_began, now())
                where nip in (select nip from watched_company where due_at <= now()
                              order by due_at limit $2 for update skip locked)
                returning nip, round_began
                """)
                .bind("$1", seconds(LEASE))
                .bind("$2", properties.together())
                .mapProperties(Due.class)
                .all();
    }

    /**
     * Verified: due again in an interval, more or less, so that what began together does not stay together. What was
     * brought forward meanwhile stays due.
     */
    Mono<Void> verified(Collection<String> nips) {
        return nips.isEmpty() ? Mono.empty() : database.sql("""
                update watched_company
                set due_at = now() + (0.95 + 0.1 * random()) * make_interval(secs => $2), round_began = null,
                    verified_at = now()
                where nip = any ($1) and round_began is not null
                """).bind("$1", nips.toArray(String[]::new)).bind("$2", seconds(properties.interval())).then();
    }

    /** The round goes on later; registers that have answered in it are not asked again. */
    Mono<Void> later(Collection<String> nips, Duration wait) {
        return nips.isEmpty() ? Mono.empty() : database.sql("""
                update watched_company set due_at = now() + (1 + random() / 4) * make_interval(secs => $2)
                where nip = any ($1)
                """).bind("$1", nips.toArray(String[]::new)).bind("$2", seconds(wait)).then();
    }

    /** By the REGON under which the reports on changes name a company. */
    Mono<Void> knownAs(Map<String, String> regonByNip) {
        return regonByNip.isEmpty()
                ? Mono.empty()
                : database.sql("""
                update watched_company company set regon = told.regon
                from unnest($1::text[], $2::text[]) as told (nip, regon)
                where company.nip = told.nip and company.regon is distinct from told.regon
                """)
                        .bind("$1", regonByNip.keySet().toArray(String[]::new))
                        .bind("$2", regonByNip.values().toArray(String[]::new))
                        .then();
    }

    /** A report nobody has read yet, and nobody is reading. */
    Mono<Boolean> claimReport(LocalDate day, String report) {
        return database.sql("""
                insert into daily_change_report (day, report, claimed_until)
                values ($1, $2, now() + make_interval(secs => $3))
                on conflict (day, report) do update set claimed_until = excluded.claimed_until
                where daily_change_report.read_at is null and daily_change_report.claimed_until < now()
                returning true
                """)
                .bind("$1", day)
                .bind("$2", report)
                .bind("$3", seconds(LEASE))
                .mapValue(Boolean.class)
                .one();
    }

    /** What the report names is verified soon, in a round of its own. */
    @Transactional
    Mono<Long> bringForward(LocalDate day, String report, Collection<String> regons) {
        return database.sql("""
                update watched_company
                set due_at = least(due_at, now() + random() * make_interval(secs => $2)), round_began = null
                where regon = any ($1)
                """)
                .bind("$1", regons.toArray(String[]::new))
                .bind("$2", seconds(properties.changesWithin()))
                .fetch()
                .rowsUpdated()
                .delayUntil(_ -> database
                        .sql("update daily_change_report set read_at = now() where day = $1 and report = $2")
                        .bind("$1", day)
                        .bind("$2", report)
                        .then());
    }

    Mono<WatchResponse> state() {
        return database.sql("""
                select count(*) as companies, count(*) filter (where due_at <= now()) as due, min(due_at) as next_due_at,
                       max(verified_at) as last_verified_at,
                       (select max(day) from daily_change_report where read_at is not null) as changes_read_until
                from watched_company
                """).mapProperties(WatchResponse.class).one();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    record Known(Long sequence, @Nullable String nip) {}

    /** What is handed out to the person. */
    record WatchedFact(String nip, @Nullable Instant verifiedAt) {}

    record Due(String nip, Instant roundBegan) {}
}
