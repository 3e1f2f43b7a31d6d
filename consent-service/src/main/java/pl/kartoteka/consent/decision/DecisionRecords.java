package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.purpose.Channel;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static java.util.Objects.requireNonNull;

/** Reads what counts for a decision, and keeps what was decided. One statement each, however many clients there are. */
@Component
class DecisionRecords {
    private static final String READ = """
            select asked.client_id, client.standing, client.merged_into is not null as merged, client.restricted, consent.status, consent.valid_until,
                   case $3::text
                       when 'EMAIL' then cardinality(client.email_hashes) > 0
                       when 'SMS' then cardinality(client.phone_hashes) > 0
                       when 'PHONE' then cardinality(client.phone_hashes) > 0
                       when 'POST' then client.postal
                   end is true as reachable,
                   exists (select from suppression s where s.client_id = asked.client_id
                           and (s.channel is null or s.channel = $3))
                   or exists (select from suppression s where s.address_hash = any (case $3
                                  when 'EMAIL' then client.email_hashes
                                  when 'SMS' then client.phone_hashes
                                  when 'PHONE' then client.phone_hashes end)
                              and (s.channel is null or s.channel = $3)) as suppressed
            from unnest($1::uuid[]) with ordinality as asked (client_id, ordinal)
            left join known_client client on client.client_id = asked.client_id
            left join consent on consent.client_id = asked.client_id and consent.purpose_code = $2
            order by asked.ordinal
            """;
    private static final String READ_AS_OF = """
            select asked.client_id, case client.standing when 'ERASED' then 'ERASED' else known.standing end as standing,
                   known.merged, known.restricted, last.entry ->> 'to' as status,
                   (last.entry ->> 'validUntil')::timestamptz as valid_until,
                   case $3::text
                       when 'EMAIL' then cardinality(known.email_hashes) > 0
                       when 'SMS' then cardinality(known.phone_hashes) > 0
                       when 'PHONE' then cardinality(known.phone_hashes) > 0
                       when 'POST' then known.postal
                   end is true as reachable,
                   exists (select from suppression_history s where s.client_id = asked.client_id
                           and s.since <= $4 and (s.until is null or s.until > $4) and (s.channel is null or s.channel = $3))
                   or exists (select from suppression_history s where s.address_hash = any (case $3
                                  when 'EMAIL' then known.email_hashes
                                  when 'SMS' then known.phone_hashes
                                  when 'PHONE' then known.phone_hashes end)
                              and s.since <= $4 and (s.until is null or s.until > $4)
                              and (s.channel is null or s.channel = $3)) as suppressed
            from unnest($1::uuid[]) with ordinality as asked (client_id, ordinal)
            left join known_client client on client.client_id = asked.client_id
            left join lateral (
                select * from known_client_history h where h.client_id = asked.client_id and h.since <= $4
                order by h.since desc limit 1) known on true
            left join lateral (
                select l.entry::jsonb as entry from consent_ledger l
                where l.client_id = asked.client_id and l.purpose_code = $2
                  and (l.entry::jsonb ->> 'recordedAt')::timestamptz <= $4
                order by l.position desc limit 1) last on true
            order by asked.ordinal
            """;
    private static final String KEEP = """
            with call as (
                insert into decision_call (id, decided_at, purpose_code, channel, asked_by, as_of)
                values ($1, $2, $3, $4, $5, $10))
            insert into decision (id, call_id, client_id, allowed, reason)
            select id, $1, client_id, allowed, reason
            from unnest($6::uuid[], $7::uuid[], $8::boolean[], $9::text[]) as given (id, client_id, allowed, reason)
            """;

    private final DatabaseClient database;

    DecisionRecords(DatabaseClient database) {
        this.database = database;
    }

    /** What counts for each of the clients, in the order given, all as of one moment. */
    Flux<Circumstances> circumstances(Asked asked) {
        DatabaseClient.GenericExecuteSpec read = database.sql(asked.asOf() == null ? READ : READ_AS_OF)
                .bind("$1", asked.clientIds().toArray(UUID[]::new))
                .bind("$2", asked.purpose());
        read = named(read, "$3", asked.channel());
        return (asked.asOf() == null ? read : read.bind("$4", asked.asOf()))
                .map((row, _) -> circumstances(row))
                .all();
    }

    /** Keeps what was asked and what was answered. */
    Mono<Void> keep(UUID callId, Asked asked, Instant at, String askedBy, List<Decision> decisions) {
        DatabaseClient.GenericExecuteSpec insert = database.sql(KEEP)
                .bind("$1", callId)
                .bind("$2", at)
                .bind("$3", asked.purpose())
                .bind("$5", askedBy)
                .bind("$6", decisions.stream().map(Decision::decisionId).toArray(UUID[]::new))
                .bind("$7", decisions.stream().map(Decision::clientId).toArray(UUID[]::new))
                .bind("$8", decisions.stream().map(Decision::allowed).toArray(Boolean[]::new))
                .bind("$9", decisions.stream().map(decision -> decision.reason().name()).toArray(String[]::new));
        insert = asked.asOf() == null ? insert.bindNull("$10", Instant.class) : insert.bind("$10", asked.asOf());
        return named(insert, "$4", asked.channel()).then();
    }

    Mono<KeptDecision> find(UUID decisionId) {
        return database.sql("""
                select d.id as decision_id, d.client_id, c.purpose_code as purpose, c.channel, d.allowed, d.reason,
                       c.decided_at, c.as_of, c.asked_by
                from decision d join decision_call c on c.id = d.call_id
                where d.id = :id
                """)
                .bind("id", decisionId)
                .mapProperties(KeptDecision.class)
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec named(
            DatabaseClient.GenericExecuteSpec sql,
            String marker,
            @Nullable Channel channel) {
        return channel == null ? sql.bindNull(marker, String.class) : sql.bind(marker, channel.name());
    }

    private static Circumstances circumstances(Readable row) {
        return new Circumstances(
                requireNonNull(row.get("client_id", UUID.class)),
                row.get("standing", String.class),
                Boolean.TRUE.equals(row.get("merged", Boolean.class)),
                Boolean.TRUE.equals(row.get("restricted", Boolean.class)),
                Boolean.TRUE.equals(row.get("reachable", Boolean.class)),
                Boolean.TRUE.equals(row.get("suppressed", Boolean.class)),
                row.get("status", String.class),
                row.get("valid_until", Instant.class));
    }
}
