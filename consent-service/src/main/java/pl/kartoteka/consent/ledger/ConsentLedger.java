package pl.kartoteka.consent.ledger;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the chains. Who appends holds the lock on the head, so a chain cannot fork. */
@Component
public class ConsentLedger {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SALT_BYTES = 16;

    private final DatabaseClient database;
    private final SecureRandom random = new SecureRandom();

    ConsentLedger(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Takes the lock on each client's chain, in the order of their ids so that two callers never wait for each other in a
     * ring, and starts the chains that do not exist. What is read afterwards in the same transaction is the latest.
     */
    public Flux<ChainHead> lock(Collection<UUID> clientIds) {
        UUID[] ids = clientIds.stream().distinct().sorted().toArray(UUID[]::new);
        return database.sql(
                """
                        insert into ledger_head (client_id, length, hash)
                        select id, 0, decode(:none, 'hex') from unnest(:ids) with ordinality as given (id, ordinal) order by ordinal
                        on conflict (client_id) do update set length = ledger_head.length
                        returning client_id, length, encode(hash, 'hex') as hash
                        """)
                .bind("none", Sha256.NONE)
                .bind("ids", ids)
                .mapProperties(ChainHead.class)
                .all();
    }

    /** Appends the facts, in their order, to chains whose heads the caller has locked in this transaction. */
    public Mono<List<LedgerEntry>> append(Collection<ChainHead> heads, List<Fact> facts) {
        List<LedgerEntry> entries = chained(heads, facts);
        return database.sql(
                """
                        with given as (
                            select * from jsonb_to_recordset(cast(:entries as jsonb))
                                as row ("clientId" uuid, position bigint, canonical text, hash text, salt text, detail text)),
                        entries as (
                            insert into consent_ledger (client_id, position, entry, hash)
                            select "clientId", position, canonical, decode(hash, 'hex') from given),
                        details as (
                            insert into ledger_detail (client_id, position, salt, detail)
                            select "clientId", position, salt, detail from given where detail is not null)
                        update ledger_head head set length = last.position, hash = decode(last.hash, 'hex')
                        from (select distinct on ("clientId") "clientId", position, hash from given
                              order by "clientId", position desc) last
                        where head.client_id = last."clientId"
                        """)
                .bind("entries", JSON.writeValueAsString(entries))
                .fetch()
                .rowsUpdated()
                .thenReturn(entries);
    }

    /** The chain of a client as far as it concerns the purpose, newest last. */
    public Flux<HistoryEntry> history(UUID clientId, String purpose) {
        return database.sql(
                """
                        select entry.position, entry.entry, encode(entry.hash, 'hex') as hash, detail.detail
                        from consent_ledger entry
                        left join ledger_detail detail using (client_id, position)
                        where entry.client_id = :client and (entry.purpose_code = :purpose or entry.purpose_code is null)
                        order by entry.position
                        """)
                .bind("client", clientId)
                .bind("purpose", purpose)
                .mapProperties(Row.class)
                .all()
                .map(row -> HistoryEntry.of(row.position(), row.entry(), row.hash(), row.detail()));
    }

    /** What the client's own last entry about the purpose says, without what merges brought; empty when there is none. */
    public Mono<JsonNode> lastOwn(UUID clientId, String purpose) {
        return database.sql("""
                select entry from consent_ledger
                where client_id = :client and purpose_code = :purpose
                  and entry::jsonb ->> 'origin' not in ('MERGE', 'MERGE_UNDONE')
                order by position desc limit 1
                """)
                .bind("client", clientId)
                .bind("purpose", purpose)
                .mapValue(String.class)
                .one()
                .map(LedgerEntry::read);
    }

    /** Removes for good what may be personal in the client's entries, and says of how many. Their hashes remain and verify. */
    public Mono<Long> eraseDetails(UUID clientId) {
        return database.sql("delete from ledger_detail where client_id = :client")
                .bind("client", clientId)
                .fetch()
                .rowsUpdated();
    }

    /** The whole chain of a client, newest last. */
    public Flux<HistoryEntry> history(UUID clientId) {
        return database.sql(
                """
                        select entry.position, entry.entry, encode(entry.hash, 'hex') as hash, detail.detail
                        from consent_ledger entry left join ledger_detail detail using (client_id, position)
                        where entry.client_id = :client order by entry.position
                        """)
                .bind("client", clientId)
                .mapProperties(Row.class)
                .all()
                .map(row -> HistoryEntry.of(row.position(), row.entry(), row.hash(), row.detail()));
    }

    private List<LedgerEntry> chained(Collection<ChainHead> heads, List<Fact> facts) {
        Map<UUID, ChainHead> last = new HashMap<>();
        heads.forEach(head -> last.put(head.clientId(), head));
        List<LedgerEntry> entries = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            ChainHead head = last.get(fact.clientId());
            if (head == null) {
                throw new IllegalStateException("a chain whose head is not locked (expected: lock before append)");
            }
            LedgerEntry entry = LedgerEntry.next(head, fact, salt());
            entries.add(entry);
            last.put(fact.clientId(), entry.head());
        }
        return entries;
    }

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    record Row(long position, String entry, String hash, @Nullable String detail) {}
}
