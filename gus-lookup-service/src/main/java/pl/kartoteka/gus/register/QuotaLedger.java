package pl.kartoteka.gus.register;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import reactor.core.publisher.Mono;

/** Where the books of the quotas are kept. The database keeps them for all instances, and across restarts. */
interface QuotaLedger {

    /** Lets one change the book of a quota, alone; the time given is that of the ledger. */
    Mono<QuotaBook> change(QuotaName quota, BiFunction<QuotaBook, Instant, QuotaBook> change);

    /** The books of one process that asks alone. */
    static QuotaLedger inMemory(Clock clock) {
        Map<QuotaName, QuotaBook> books = new ConcurrentHashMap<>();
        return (quota, change) -> Mono.fromSupplier(() -> books.compute(quota,
                (_, book) -> change.apply(book == null ? QuotaBook.empty() : book, clock.instant())));
    }

    /** @param name what is counted: requests, searches, checks */
    record QuotaName(Register register, Environment environment, String name) {}
}
