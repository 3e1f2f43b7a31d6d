package pl.kartoteka.http;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Here no statement takes longer than a second; that it waits for somebody makes one long. */
@ServiceTest(properties = "spring.r2dbc.properties.statementTimeout=PT1S")
class LongStatementsIT {
    private static final Duration LONGER = Duration.ofMillis(2_500);

    @Autowired
    DatabaseClient database;
    @Autowired
    IdempotencyKeys keys;
    @Autowired
    TransactionalOperator transaction;

    @Test
    void areLeftAloneWhereOldKeysAreForgotten() {
        String key = UUID.randomUUID().toString();
        database.sql("""
                insert into idempotency_key (subject, key, request, mentions, created_at)
                values ('anna', :key, '', '{}', now() - interval '25 hours')""").bind("key", key).then().block();
        Mono<Void> held = database.sql("select from idempotency_key where key = :key for update").bind("key", key)
                .then().then(Mono.delay(LONGER)).then().as(transaction::transactional);

        Mono.when(held, Mono.delay(Duration.ofMillis(500)).then(keys.forgetOld())).block();

        assertThat(database.sql("select count(*) from idempotency_key where key = :key").bind("key", key)
                .mapValue(Long.class).one().block()).isZero();
        assertThat(database.sql("show statement_timeout").mapValue(String.class).one().block()).isEqualTo("1s");
    }
}
