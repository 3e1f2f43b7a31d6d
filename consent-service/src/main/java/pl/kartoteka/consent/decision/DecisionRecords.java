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
    private static final String KEEP = """
            with call as (
                insert into decision_call (id, decided_at, purpose_code, channel, asked_by) values ($1, $2, $3, $4, $5))
            insert into decision (id, call_id, client_id, allowed, reason)
            select id, $1, client_id, allowed, reason
            from unnest($6::uuid[], $7::uuid[], $8::boolean[], $9::text[]) as given (id, client_id, allowed, reason)
            """;

    private final DatabaseClient database;

    DecisionRecords(DatabaseClient database) {
        this.database = database;
    }

    /** What counts for each of the clients, in the order given, all as of one moment. */
    Flux<Circumstances> circumstances(List<UUID> clientIds, String purpose, @Nullable Channel channel) {
        DatabaseClient.GenericExecuteSpec read = database.sql(READ)
                .bind("$1", clientIds.toArray(UUID[]::new))
                .bind("$2", purpose);
        return named(read, "$3", channel).map((row, _) -> circumstances(row)).all();
    }

    /** Keeps what was asked and what was answered. */
    Mono<Void> keep(UUID callId, Question question, String askedBy, List<Decision> decisions) {
        DatabaseClient.GenericExecuteSpec insert = database.sql(KEEP)
                .bind("$1", callId)
                .bind("$2", question.at())
                .bind("$3", question.purpose().code())
                .bind("$5", askedBy)
                .bind("$6", decisions.stream().map(Decision::decisionId).toArray(UUID[]::new))
                .bind("$7", decisions.stream().map(Decision::clientId).toArray(UUID[]::new))
                .bind("$8", decisions.stream().map(Decision::allowed).toArray(Boolean[]::new))
                .bind("$9", decisions.stream().map(decision -> decision.reason().name()).toArray(String[]::new));
        return named(insert, "$4", question.channel()).then();
    }

    Mono<KeptDecision> find(UUID decisionId) {
        return database.sql("""
                select d.id as decision_id, d.client_id, c.purpose_code as purpose, c.channel, d.allowed, d.reason,
                       c.decided_at, c.asked_by
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
