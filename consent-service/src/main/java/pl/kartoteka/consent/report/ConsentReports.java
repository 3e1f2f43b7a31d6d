package pl.kartoteka.consent.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.report.ReportRow.Activity;
import pl.kartoteka.consent.report.ReportRow.Answers;
import pl.kartoteka.consent.report.ReportRow.Expiring;
import pl.kartoteka.consent.report.ReportRow.Refusals;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts what the ledger, the consents and the kept decisions say. */
@Component
class ConsentReports {
    private static final int AT_ONCE = 1_000;

    private final DatabaseClient database;
    private final Clock clock;

    ConsentReports(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Granted consents that end within so many days, the next first, from after that one. */
    Flux<Expiring> expiring(int days, @Nullable String purpose, @Nullable Expiring after, int limit) {
        Instant now = clock.instant();
        DatabaseClient.GenericExecuteSpec select = database.sql("""
                select client_id, purpose_code as purpose, answered_at, valid_until from consent
                where status = 'GRANTED' and valid_until > :now and valid_until <= :until
                  and (:purpose::text is null or purpose_code = :purpose)
                  and (valid_until, client_id, purpose_code) > (:last, :client, :code)
                order by valid_until, client_id, purpose_code limit :limit
                """)
                .bind("now", now)
                .bind("until", now.plus(Duration.ofDays(days)))
                .bind("last", after == null ? Instant.EPOCH : after.validUntil())
                .bind("client", after == null ? new UUID(0, 0) : after.clientId())
                .bind("code", after == null ? "" : after.purpose())
                .bind("limit", limit);
        return (purpose == null ? select.bindNull("purpose", String.class) : select.bind("purpose", purpose))
                .mapProperties(Expiring.class)
                .all();
    }

    Flux<Expiring> expiring(int days, @Nullable String purpose) {
        return expiring(days, purpose, null, AT_ONCE).collectList()
                .expand(page -> page.size() < AT_ONCE
                        ? Mono.empty()
                        : expiring(days, purpose, page.getLast(), AT_ONCE).collectList())
                .concatMapIterable(page -> page);
    }

    /** What the ledger recorded per period and purpose, the oldest first. Days are those of Warsaw. */
    Flux<Answers> answers(LocalDate from, LocalDate to, Step step, @Nullable String purpose) {
        DatabaseClient.GenericExecuteSpec select = database.sql("""
                with told as (
                    select purpose_code, entry::jsonb as entry from consent_ledger
                    where purpose_code is not null and (:purpose::text is null or purpose_code = :purpose)),
                dated as (
                    select purpose_code, entry ->> 'to' as status,
                           (entry ->> 'recordedAt')::timestamptz at time zone 'Europe/Warsaw' as at
                    from told where entry ->> 'origin' in ('ANSWER', 'EXPIRY'))
                select date_trunc(:step, at)::date as period, purpose_code as purpose,
                       count(*) filter (where status = 'PENDING') as asked,
                       count(*) filter (where status = 'GRANTED') as granted,
                       count(*) filter (where status = 'REFUSED') as refused,
                       count(*) filter (where status = 'WITHDRAWN') as withdrawn,
                       count(*) filter (where status = 'EXPIRED') as expired
                from dated where at >= :from and at < :to + interval '1 day'
                group by 1, 2 order by 1, 2
                """)
                .bind("from", from)
                .bind("to", to)
                .bind("step", step.name());
        return (purpose == null ? select.bindNull("purpose", String.class) : select.bind("purpose", purpose))
                .mapProperties(Answers.class)
                .all();
    }

    /** How often decisions said no, and why, the most frequent first. */
    Flux<Refusals> refusals(LocalDate from, LocalDate to) {
        return database.sql("""
                select c.purpose_code as purpose, c.channel, d.reason, count(*) as count
                from decision d join decision_call c on c.id = d.call_id
                where not d.allowed and d.id >= :first and d.id < :last and c.as_of is null
                group by 1, 2, 3 order by 4 desc, 1, 2, 3
                """)
                .bind("first", firstIdOf(from))
                .bind("last", firstIdOf(to.plusDays(1)))
                .mapProperties(Refusals.class)
                .all();
    }

    /** Every purpose in use with what is written down of its processing. */
    Flux<Activity> register() {
        return database.sql("""
                select p.code as purpose, p.name, p.legal_basis, a.persons, a.data, a.recipients, a.transfers, a.retention,
                       a.safeguards, coalesce(a.version, 0) as version
                from purpose p left join processing_activity a on a.purpose_code = p.code
                where p.active order by p.code
                """).mapProperties(Activity.class).all();
    }

    Mono<Activity> activity(String purpose) {
        return database.sql("""
                select p.code as purpose, p.name, p.legal_basis, a.persons, a.data, a.recipients, a.transfers, a.retention,
                       a.safeguards, coalesce(a.version, 0) as version
                from purpose p left join processing_activity a on a.purpose_code = p.code where p.code = :purpose
                """).bind("purpose", purpose).mapProperties(Activity.class).one();
    }

    /** Writes the next version; false when another was faster. */
    Mono<Boolean> store(String purpose, ActivityRequest given, long version) {
        return database.sql("""
                insert into processing_activity as known
                    (purpose_code, persons, data, recipients, transfers, retention, safeguards, version)
                values (:purpose, :persons, :data, :recipients, :transfers, :retention, :safeguards, :version)
                on conflict (purpose_code) do update set
                    persons = excluded.persons, data = excluded.data, recipients = excluded.recipients,
                    transfers = excluded.transfers, retention = excluded.retention, safeguards = excluded.safeguards,
                    version = excluded.version
                where known.version = excluded.version - 1
                """)
                .bind("purpose", purpose)
                .bind("persons", given.persons())
                .bind("data", given.data())
                .bind("recipients", given.recipients())
                .bind("transfers", given.transfers())
                .bind("retention", given.retention())
                .bind("safeguards", given.safeguards())
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The ids of decisions begin with the millisecond they were made in. */
    private static UUID firstIdOf(LocalDate day) {
        long millis = day.atStartOfDay(ReportRow.WARSAW).toInstant().toEpochMilli();
        return new UUID(millis << 16, 0);
    }

    /** How long a period is. */
    enum Step {
        DAY,
        WEEK,
        MONTH
    }
}
