package pl.kartoteka.client.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.Money;
import pl.kartoteka.http.LongStatements;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The documents as they are kept: one row per source and number. */
@Component
class SalesDocuments {
    private static final String COLUMNS = """
            d.id, d.client_id, d.named_client_id, d.nip, d.source, d.number, d.type, d.status, d.issued_on, d.due_on, d.currency, d.gross, d.paid,
            d.changed_at, d.received_at, d.is_sale""";

    /**
     * Of two tellings the one that the source changed later counts. Where it does not say when, the one that arrives later
     * does, but what is cancelled then stays so. A document stays with its client for as long as it names the same one and the
     * same NIP, whoever goes by that NIP since. Its client is held first, so that a merge under way decides who that is.
     */
    private static final String KEEP = """
            insert into sales_document as d (id, source, number, client_id, named_client_id, nip, type, status, issued_on, due_on,
                                             currency, gross, paid, changed_at, received_at)
            values (:id, :source, :number, held_client_of_document(:client, :nip), :client, :nip, :type, :status, :issuedOn, :dueOn, :currency, :gross, :paid, :changedAt, :at)
            on conflict (source, number) do update
                set client_id = case when (excluded.named_client_id, excluded.nip) is distinct from (d.named_client_id, d.nip)
                                     then excluded.client_id else coalesce(d.client_id, excluded.client_id) end,
                    named_client_id = excluded.named_client_id, nip = excluded.nip,
                    type = excluded.type, status = excluded.status, issued_on = excluded.issued_on, due_on = excluded.due_on,
                    currency = excluded.currency, gross = excluded.gross, paid = excluded.paid,
                    changed_at = coalesce(excluded.changed_at, d.changed_at), received_at = excluded.received_at
                where case when excluded.changed_at is null or d.changed_at is null
                           then not (d.status = 'CANCELLED' and excluded.status = 'ISSUED')
                           else excluded.changed_at > d.changed_at end
            returning %s, d.xmax = 0 as is_new
            """.formatted(COLUMNS);

    /**
     * A document and its client that came at the same instant did not see each other; here they meet. The clients are held before
     * the documents, in the order of their ids, as everybody does.
     */
    private static final String ATTACH_LATE = """
            with met as materialized (
                select d.id, survivor_of(c.id) as client_id
                from sales_document d
                join client c on c.id = d.named_client_id or (c.nip = d.nip and not c.nip_shared)
                where d.client_id is null and d.received_at > :since
                limit 500),
            held as materialized (
                select client_id as met, held_survivor(client_id) as client_id
                from (select distinct client_id from met order by client_id) one),
            late as (
                select d.id, held.client_id
                from met join held on held.met = met.client_id join sales_document d on d.id = met.id
                where d.client_id is null and held.client_id is not null
                for update of d skip locked)
            update sales_document d set client_id = late.client_id from late where d.id = late.id
            returning %s, false as is_new
            """.formatted(COLUMNS);

    private final DatabaseClient database;

    SalesDocuments(DatabaseClient database) {
        this.database = database;
    }

    /** Empty when an older telling came after a newer one, and changed nothing. */
    Mono<KeptDocument> keep(UUID id, SalesDocument document, Instant at) {
        var statement = database.sql(KEEP)
                .bind("id", id)
                .bind("source", document.source())
                .bind("number", document.number())
                .bind("type", document.type().name())
                .bind("status", document.status().name())
                .bind("issuedOn", document.issuedOn())
                .bind("currency", document.currency())
                .bind("gross", document.gross())
                .bind("paid", document.paid())
                .bind("at", at);
        statement = bound(statement, "client", document.namedClientId(), UUID.class);
        statement = bound(statement, "nip", document.nip(), String.class);
        statement = bound(statement, "dueOn", document.dueOn(), LocalDate.class);
        statement = bound(statement, "changedAt", document.changedAt(), Instant.class);
        return statement.mapProperties(KeptDocument.class).one();
    }

    Mono<KeptDocument> find(String source, String number) {
        return database.sql("select " + COLUMNS + ", false as is_new from sales_document d"
                + " where d.source = :source and d.number = :number")
                .bind("source", source)
                .bind("number", number)
                .mapProperties(KeptDocument.class)
                .one();
    }

    /** Whether it is kept apart for an erased client already, or names one. */
    Mono<Boolean> concernsErased(SalesDocument document) {
        return bound(database.sql("""
                select exists (select from retained_document where source = :source and number = :number)
                    or exists (select from client_change where client_id = :client and action = 'ERASED')
                """)
                .bind("source", document.source())
                .bind("number", document.number()), "client", document.namedClientId(), UUID.class)
                .mapValue(Boolean.class)
                .one();
    }

    /** Needs a transaction: nobody waits for it, and after a while away there may be many. */
    Flux<KeptDocument> attachLate(Instant since) {
        return LongStatements.allow(database)
                .thenMany(database.sql(ATTACH_LATE).bind("since", since).mapProperties(KeptDocument.class).all());
    }

    Mono<Boolean> knowsClient(UUID client) {
        return database.sql("select exists (select from client where id = :id)")
                .bind("id", client)
                .mapValue(Boolean.class)
                .one();
    }

    /** Those that no client was found for, after the given one, the latest first. */
    Mono<List<KeptDocument>> waiting(Instant beforeReceived, UUID beforeId, int limit) {
        return database.sql("select " + COLUMNS + ", false as is_new from sales_document d"
                + " where d.client_id is null and (d.received_at, d.id) < (:received, :id)"
                + " order by d.received_at desc, d.id desc limit :limit")
                .bind("received", beforeReceived)
                .bind("id", beforeId)
                .bind("limit", limit)
                .mapProperties(KeptDocument.class)
                .all()
                .collectList();
    }

    Mono<Long> countWaiting() {
        return database.sql("select count(*) from sales_document where client_id is null")
                .mapValue(Long.class)
                .one();
    }

    /** The client's documents after the given one, the latest first. */
    Mono<List<KeptDocument>> page(UUID client, LocalDate beforeDate, UUID beforeId, int limit) {
        return database.sql("select " + COLUMNS + ", false as is_new from sales_document d"
                + " where d.client_id = :client and (d.issued_on, d.id) < (:date, :id)"
                + " order by d.issued_on desc, d.id desc limit :limit")
                .bind("client", client)
                .bind("date", beforeDate)
                .bind("id", beforeId)
                .bind("limit", limit)
                .mapProperties(KeptDocument.class)
                .all()
                .collectList();
    }

    Mono<Long> count(UUID client) {
        return database.sql("select count(*) from sales_document where client_id = :client")
                .bind("client", client)
                .mapValue(Long.class)
                .one();
    }

    Mono<DocumentTotals> totals(UUID client) {
        return database.sql("""
                select currency, count(*) filter (where type <> 'CORRECTION') as count,
                       max(issued_on) filter (where type <> 'CORRECTION') as last_issued_on, sum(gross) as turnover,
                       sum(gross - paid) as balance
                from sales_document where client_id = :client and is_sale
                group by currency order by currency <> 'PLN', currency
                """)
                .bind("client", client)
                .mapProperties(CurrencyTotals.class)
                .all()
                .collectList()
                .map(SalesDocuments::totals);
    }

    private static DocumentTotals totals(List<CurrencyTotals> currencies) {
        return new DocumentTotals(
                currencies.stream().mapToLong(CurrencyTotals::count).sum(),
                currencies.stream().flatMap(sum -> Stream.ofNullable(sum.lastIssuedOn())).max(LocalDate::compareTo)
                        .orElse(null),
                currencies.stream().map(sum -> new Money(sum.turnover(), sum.currency())).toList(),
                currencies.stream().map(sum -> new Money(sum.balance(), sum.currency())).toList());
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, String name, @Nullable Object value,
            Class<?> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }

    record CurrencyTotals(String currency, Long count, @Nullable LocalDate lastIssuedOn, BigDecimal turnover,
            BigDecimal balance) {}
}
