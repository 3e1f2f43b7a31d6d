package pl.kartoteka.reliable;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionSynchronization;
import reactor.core.publisher.Mono;

/**
 * Tells the relay, in whichever instance it runs, that something was committed. NOTIFY inside a business transaction
 * would serialise the commits of the whole database, so it goes after the commit, on the same connection, and at most
 * once per window: the relay looks again some windows later for what was committed in the rest of it.
 */
final class OutboxWakeUp implements TransactionSynchronization {
    static final String CHANNEL = "outbox";
    static final Duration WINDOW = Duration.ofMillis(5);

    private final DatabaseClient database;
    private final AtomicLong last = new AtomicLong(System.nanoTime() - WINDOW.toNanos());

    OutboxWakeUp(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> afterCommit() {
        return Mono.defer(() -> firstInWindow() ? notifyRelay() : Mono.empty());
    }

    private boolean firstInWindow() {
        long now = System.nanoTime();
        long before = last.get();
        return now - before >= WINDOW.toNanos() && last.compareAndSet(before, now);
    }

    /** Polling is the net under it, so a failure here is no failure of the change. */
    private Mono<Void> notifyRelay() {
        return database.sql("notify " + CHANNEL).then().onErrorComplete();
    }
}
