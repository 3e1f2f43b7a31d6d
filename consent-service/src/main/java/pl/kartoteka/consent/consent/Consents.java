package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.ledger.LedgerEntry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The stored consents. */
@Component
class Consents {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = "client_id, purpose_code, status, asked_at, answered_at, valid_until, closed_at, version";

    private final DatabaseClient database;

    Consents(DatabaseClient database) {
        this.database = database;
    }

    Mono<Consent> find(UUID clientId, String purpose) {
        return database.sql("select " + COLUMNS + " from consent where client_id = :client and purpose_code = :purpose")
                .bind("client", clientId)
                .bind("purpose", purpose)
                .mapProperties(ConsentRow.class)
                .one()
                .map(ConsentRow::consent);
    }

    /** Every consent of the client with the entry it rests on. */
    Flux<ConsentView.Row> of(UUID clientId) {
        return database.sql(
                """
                        select c.client_id, c.purpose_code, c.status, c.asked_at, c.answered_at, c.valid_until, c.closed_at,
                               c.version, c.position, e.entry, encode(e.hash, 'hex') as hash, d.detail
                        from consent c
                        join consent_ledger e using (client_id, position)
                        left join ledger_detail d using (client_id, position)
                        where c.client_id = :client
                        """)
                .bind("client", clientId)
                .mapProperties(ConsentView.Row.class)
                .all();
    }

    /** Granted consents whose end has come, the longest due first. */
    Flux<Due> due(Instant now, int limit) {
        return database.sql(
                """
                        select client_id, purpose_code from consent
                        where status = 'GRANTED' and valid_until <= :now order by valid_until limit :limit
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .mapProperties(Due.class)
                .all();
    }

    /** The stored state of those that are still due, once their chains are locked. */
    Flux<Consent> stillDue(Collection<Due> due, Instant now) {
        return database.sql("select " + COLUMNS
                + """
                         from consent join unnest(:clients, :purposes) as given (client_id, purpose_code)
                              using (client_id, purpose_code)
                         where status = 'GRANTED' and valid_until <= :now order by valid_until, client_id, purpose_code
                        """)
                .bind("clients", due.stream().map(Due::clientId).toArray(UUID[]::new))
                .bind("purposes", due.stream().map(Due::purposeCode).toArray(String[]::new))
                .bind("now", now)
                .mapProperties(ConsentRow.class)
                .all()
                .map(ConsentRow::consent);
    }

    /** The instant at which the next granted consent ends. */
    Mono<Instant> nextEnd() {
        return database.sql(
                """
                        select valid_until from consent where status = 'GRANTED' and valid_until is not null
                        order by valid_until limit 1
                        """)
                .mapValue(Instant.class)
                .one();
    }

    /** Stores what the changes lead to, each under the entry that proves it. */
    Mono<Void> store(List<Change> changes, List<LedgerEntry> entries) {
        Map<String, Stored> rows = new LinkedHashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            Consent consent = changes.get(i).after();
            rows.put(
                    ConsentEvents.key(consent.clientId(), consent.purpose()),
                    Stored.of(consent, entries.get(i).position()));
        }
        return database.sql(
                """
                        insert into consent as stored (client_id, purpose_code, status, asked_at, answered_at, valid_until,
                                                       closed_at, version, position)
                        select "clientId", purpose, status, "askedAt", "answeredAt", "validUntil", "closedAt", version, position
                        from jsonb_to_recordset(cast(:rows as jsonb)) as row ("clientId" uuid, purpose text, status text,
                             "askedAt" timestamptz, "answeredAt" timestamptz, "validUntil" timestamptz,
                             "closedAt" timestamptz, version bigint, position bigint)
                        on conflict (client_id, purpose_code) do update set
                            status = excluded.status, asked_at = excluded.asked_at, answered_at = excluded.answered_at,
                            valid_until = excluded.valid_until, closed_at = excluded.closed_at,
                            version = excluded.version, position = excluded.position
                        where stored.version < excluded.version and stored.position < excluded.position
                        """)
                .bind("rows", JSON.writeValueAsString(new ArrayList<>(rows.values())))
                .fetch()
                .rowsUpdated()
                .filter(stored -> stored == rows.size())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("a consent changed behind its chain's lock")))
                .then();
    }

    /** Forgets every consent of the client and says for which purposes there were any. */
    Flux<String> forget(UUID clientId) {
        return database.sql("delete from consent where client_id = :client returning purpose_code")
                .bind("client", clientId)
                .mapValue(String.class)
                .all();
    }

    record Due(UUID clientId, String purposeCode) {}

    record Stored(
            UUID clientId,
            String purpose,
            ConsentStatus status,
            @Nullable String askedAt,
            @Nullable String answeredAt,
            @Nullable String validUntil,
            @Nullable String closedAt,
            long version,
            long position) {

        static Stored of(Consent consent, long position) {
            return new Stored(
                    consent.clientId(),
                    consent.purpose(),
                    consent.status(),
                    text(consent.askedAt()),
                    text(consent.answeredAt()),
                    text(consent.validUntil()),
                    text(consent.closedAt()),
                    consent.version(),
                    position);
        }

        private static @Nullable String text(@Nullable Instant instant) {
            return instant == null ? null : instant.toString();
        }
    }
}
