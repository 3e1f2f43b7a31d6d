package pl.kartoteka.gus.register;

import java.time.Instant;
import java.util.function.BiFunction;

import io.r2dbc.postgresql.codec.Json;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The books of the quotas in the database: one row each, locked while it is changed, by the database's clock. */
@Component
class SharedQuotas implements QuotaLedger {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatabaseClient database;

    SharedQuotas(DatabaseClient database) {
        this.database = database;
    }

    @Override
    @Transactional
    public Mono<QuotaBook> change(QuotaName quota, BiFunction<QuotaBook, Instant, QuotaBook> change) {
        return locked(quota)
                .switchIfEmpty(Mono.defer(() -> opened(quota).then(locked(quota))))
                .flatMap(page -> {
                    var book = JSON.readValue(page.book(), QuotaBook.class);
                    var changed = change.apply(book, page.now());
                    var json = JSON.writeValueAsString(changed);
                    return written(quota, json).thenReturn(changed);
                });
    }

    private Mono<Page> locked(QuotaName quota) {
        return bound(quota, """
                select book::text as book, clock_timestamp() as now from register_quota
                where register = :register and environment = :environment and quota = :quota
                for update
                """).mapProperties(Page.class).one();
    }

    private Mono<Void> opened(QuotaName quota) {
        return bound(quota, """
                insert into register_quota (register, environment, quota, book)
                values (:register, :environment, :quota, '{"used":{},"pauses":0}')
                on conflict do nothing
                """).then();
    }

    private Mono<Void> written(QuotaName quota, String book) {
        return bound(quota, """
                update register_quota set book = :book
                where register = :register and environment = :environment and quota = :quota
                """).bind("book", Json.of(book)).then();
    }

    private DatabaseClient.GenericExecuteSpec bound(QuotaName quota, String sql) {
        return database.sql(sql)
                .bind("register", quota.register().name())
                .bind("environment", quota.environment().name())
                .bind("quota", quota.name());
    }

    record Page(String book, Instant now) {}
}
