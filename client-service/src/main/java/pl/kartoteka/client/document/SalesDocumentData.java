package pl.kartoteka.client.document;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.http.LongStatements;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What of a client's documents an erasure takes, and how long documents that nobody turned up for are kept. Tax law (Ordynacja podatkowa, art. 86) keeps documents of sales for five
 * years after the year in which the tax was due; the income tax of a year is due in the next. They are kept apart until then.
 */
@Component
class SalesDocumentData implements HoldsPersonalData {
    private static final Logger LOG = LoggerFactory.getLogger(SalesDocumentData.class);
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static final String ERASE = """
            with gone as (
                delete from sales_document
                where client_id = :client or named_client_id = :client
                      or client_id is null and nip = (select nip from client where id = :client and not nip_shared)
                returning *, make_date(extract(year from issued_on)::int + 6, 12, 31) as retain_until),
            retained as (
                insert into retained_document (id, source, number, client_id, nip, type, status, issued_on, due_on, currency,
                                               gross, paid, retain_until)
                select id, source, number, coalesce(survivor_of(:client), :client), nip, type, status, issued_on, due_on, currency, gross, paid, retain_until
                from gone where type in ('INVOICE', 'RECEIPT', 'CORRECTION') and retain_until >= :today
                on conflict do nothing
                returning id)
            select (select count(*) from gone) - (select count(*) from retained)
            """;

    private final DatabaseClient database;
    private final SalesDocumentProperties patience;
    private final Clock clock;

    SalesDocumentData(DatabaseClient database, SalesDocumentProperties patience, Clock clock) {
        this.database = database;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return database.sql(ERASE)
                .bind("client", clientId)
                .bind("today", today())
                .mapValue(Long.class)
                .one()
                .flatMap(gone -> kept(clientId).map(kept -> Erasure.of("sales-documents", gone)
                        .keeping("sales-documents", kept.count(), "TAX_LAW", kept.until())));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return database.sql("""
                select d.id, d.client_id, d.named_client_id, d.nip, d.source, d.number, d.type, d.status, d.issued_on, d.due_on, d.currency, d.gross,
                       d.paid, d.changed_at, d.received_at, d.is_sale, false as is_new
                from sales_document d where d.client_id = :client order by d.issued_on, d.id
                """)
                .bind("client", clientId)
                .mapProperties(KeptDocument.class)
                .all()
                .map(SalesDocumentResponse::of)
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("sales-documents.json", "Dokumenty sprzedaży", found))
                .flux();
    }

    /** Nothing is kept for longer than it must be. */
    @Transactional
    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    Mono<Void> forgetWhatNeedNotBeKept() {
        return LongStatements.allow(database)
                .then(Mono.defer(() -> database.sql("delete from retained_document where retain_until < :today")
                        .bind("today", today())
                        .fetch()
                        .rowsUpdated()))
                .doOnNext(count -> LOG.debug("{} retained documents have had their time", count))
                .then();
    }

    /** What still waits for its client by then waits in vain. */
    @Transactional
    @Scheduled(initialDelay = 2, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    Mono<Void> forgetWhatWaitsInVain() {
        return LongStatements.allow(database)
                .then(Mono.defer(() -> database
                        .sql("delete from sales_document where client_id is null and received_at < :before")
                        .bind("before", clock.instant().minus(patience.waiting()))
                        .fetch()
                        .rowsUpdated()))
                .doOnNext(count -> LOG.debug("{} documents have waited in vain", count))
                .then();
    }

    private Mono<Kept> kept(UUID clientId) {
        return database.sql("""
                select count(*) as count, max(retain_until) as until from retained_document where client_id = :client
                """)
                .bind("client", clientId)
                .mapProperties(Kept.class)
                .one();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WARSAW);
    }

    record Kept(long count, @Nullable LocalDate until) {}
}
