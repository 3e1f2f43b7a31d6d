package pl.kartoteka.segment.profile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.criteria.Spelling;
import pl.kartoteka.events.SalesDocumentEvent.SalesDocument;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The last known state of each sales document. One that names its client by a NIP nobody has yet waits for that client.
 */
@Component
public class SalesDocuments {
    private final DatabaseClient database;

    SalesDocuments(DatabaseClient database) {
        this.database = database;
    }

    /** @param source who issued it; the number is unique there */
    public record Received(String source, SalesDocument document, long sequence) {}

    /**
     * Makes documents and clients that share a NIP wait for each other, so that neither misses the other. Taken before
     * any row is locked.
     */
    public Mono<Void> lockNips(Collection<String> nips) {
        return nips.isEmpty()
                ? Mono.empty()
                : database.sql("""
                select count(pg_advisory_xact_lock(hashtextextended(nip, 4720)))
                from (select unnest(:nips) as nip order by 1) as sorted""")
                        .bind("nips", nips.stream().distinct().toArray(String[]::new))
                        .then();
    }

    /** Stores it unless a newer state is known; the client it belongs to, and the one it belonged to before. */
    public Flux<UUID> store(Received received) {
        SalesDocument document = received.document();
        return database.sql("""
                with known as (select client_id, sequence from sales_document where source = :source and number = :number),
                owner as (select coalesce(:client, (select client_id from profile
                                                    where nip = :nip and present order by client_id limit 1)) as id),
                stored as (
                    insert into sales_document
                        (source, number, client_id, nip, type, issued_on, amount, paid, currency, status, sequence)
                    select :source, :number, owner.id, :nip, :type, :issued, :amount, :paid, :currency, :status, :sequence
                    from owner
                    where not exists (select from profile where client_id = :client and erased)
                    on conflict (source, number) do update
                    set client_id = coalesce(excluded.client_id, sales_document.client_id), nip = excluded.nip,
                        type = excluded.type, issued_on = excluded.issued_on, amount = excluded.amount,
                        paid = excluded.paid, currency = excluded.currency, status = excluded.status, sequence = excluded.sequence
                    where sales_document.sequence < excluded.sequence or excluded.sequence = 0
                       or sales_document.sequence = excluded.sequence and sales_document.paid is null
                    returning client_id)
                select client_id as client_id from stored where client_id is not null
                union
                select known.client_id from known, stored where known.client_id is not null""")
                .bind("source", received.source())
                .bind("number", document.number())
                .bind("client", orNull(document.clientId(), UUID.class))
                .bind("nip", orNull(nip(document), String.class))
                .bind("type", document.type())
                .bind("issued", document.issuedOn())
                .bind("amount", document.gross().amount())
                .bind("paid", document.paid() == null ? BigDecimal.ZERO : document.paid().amount())
                .bind("currency", document.gross().currency())
                .bind("status", document.status())
                .bind("sequence", received.sequence())
                .mapProperties(Owner.class).all().map(Owner::clientId);
    }

    /** Gives waiting documents to the clients that have their NIP now; the clients that got some. */
    public Flux<UUID> claimWaiting(List<UUID> clients, List<String> nips) {
        return clients.isEmpty()
                ? Flux.empty()
                : database.sql("""
                with claimed as (
                    update sales_document d set client_id = n.client_id
                    from unnest(:clients, :nips) as n(client_id, nip)
                    where d.nip = n.nip and d.client_id is null
                    returning d.client_id)
                select distinct client_id from claimed""")
                        .bind("clients", clients.toArray(UUID[]::new))
                        .bind("nips", nips.toArray(String[]::new))
                        .mapProperties(Owner.class).all().map(Owner::clientId);
    }

    /**
     * Invoices, receipts and their corrections that were not cancelled; corrections count into the turnover and the balance
     * only, and only złoty are added up. Those of a client count for the one it was merged into, as long as it is.
     */
    public Flux<Profile.DocumentTotals> totals(Collection<UUID> clients) {
        return clients.isEmpty()
                ? Flux.empty()
                : database.sql("""
                with recursive family(client_id, member) as (
                    select client_id, client_id from unnest(:clients) as c(client_id)
                    union
                    select f.client_id, m.client_id
                    from family f join merged_client m on m.survivor_id = f.member)
                select c.client_id,
                       count(*) filter (where d.type in ('INVOICE', 'RECEIPT')) as count,
                       max(d.issued_on) filter (where d.type in ('INVOICE', 'RECEIPT')) as last_date,
                       coalesce(sum(d.amount) filter (where d.currency = 'PLN'), 0) as turnover,
                       case when count(*) filter (where d.currency = 'PLN' and d.paid is null) = 0
                            then coalesce(sum(d.amount - d.paid) filter (where d.currency = 'PLN'), 0) end as balance
                from family c
                left join sales_document d on d.client_id = c.member and d.status <> 'CANCELLED'
                    and d.type in ('INVOICE', 'RECEIPT', 'CORRECTION')
                group by c.client_id""")
                        .bind("clients", clients.stream().distinct().toArray(UUID[]::new))
                        .mapProperties(Totals.class).all().map(Totals::toTotals);
    }

    public Mono<Void> forget(Collection<UUID> clients) {
        return clients.isEmpty() ? Mono.empty() : database.sql("""
                delete from sales_document d using profile p
                where p.client_id = any(:clients) and (d.client_id = p.client_id or d.client_id is null and d.nip = p.nip)
                """).bind("clients", clients.toArray(UUID[]::new)).then();
    }

    /** As the profile spells it. */
    public static @Nullable String nip(SalesDocument document) {
        return document.nip() == null ? null : Spelling.CODE.fold(document.nip());
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value != null ? value : Parameters.in(type);
    }

    record Owner(UUID clientId) {}

    record Totals(
            UUID clientId,
            long count,
            @Nullable LocalDate lastDate,
            BigDecimal turnover,
            @Nullable BigDecimal balance) {

        private Profile.DocumentTotals toTotals() {
            return new Profile.DocumentTotals(Objects.requireNonNull(clientId), count, lastDate, turnover, balance);
        }
    }
}
