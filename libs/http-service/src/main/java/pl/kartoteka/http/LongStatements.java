package pl.kartoteka.http;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Where a service lets no statement run for ever, what nobody waits for may still take its time. */
public final class LongStatements {
    private LongStatements() {}

    /** Until the transaction ends statements take as long as they take. */
    public static Mono<Void> allow(DatabaseClient database) {
        return database.sql("select set_config('statement_timeout', '0', true)").then();
    }
}
