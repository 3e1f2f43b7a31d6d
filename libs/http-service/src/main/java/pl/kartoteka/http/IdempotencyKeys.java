package pl.kartoteka.http;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Which request came with which key, and what it was answered. */
public class IdempotencyKeys {
    static final Duration KEPT_FOR = Duration.ofHours(24);

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    IdempotencyKeys(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /**
     * True for the first request with the key. A second one waits here until the first is committed or undone.
     *
     * @param mentions ids the request names: whom its answer may be about without saying so
     */
    Mono<Boolean> claim(String subject, String key, byte[] request, Collection<UUID> mentions) {
        return database.sql("""
                insert into idempotency_key (subject, key, request, mentions)
                values (:subject, :key, :request, :mentions)
                on conflict (subject, key) do nothing""")
                .bind("mentions", mentions.toArray(UUID[]::new))
                .bind("subject", subject)
                .bind("key", key)
                .bind("request", request)
                .fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** What the first request with the key was answered; refused when that was another request. */
    Mono<StoredAnswer> answer(String subject, String key, byte[] request) {
        return database.sql("""
                select request = :request as same, status, headers, body from idempotency_key
                where subject = :subject and key = :key""")
                .bind("request", request)
                .bind("subject", subject)
                .bind("key", key)
                .mapProperties(Row.class)
                .one()
                .switchIfEmpty(
                        Mono.error(() -> new ConcurrencyFailureException("the first answer was forgotten meanwhile")))
                .map(row -> {
                    if (!row.same()) {
                        throw new IdempotencyKeyReused();
                    }
                    if (row.body() == null || row.headers() == null) {
                        throw new AnswerErased();
                    }
                    return new StoredAnswer(row.status(), row.headers(), row.body());
                });
    }

    Mono<Void> store(String subject, String key, StoredAnswer answer) {
        return database.sql("""
                update idempotency_key set status = :status, headers = :headers, body = :body
                where subject = :subject and key = :key""")
                .bind("status", answer.status())
                .bind("headers", answer.headers())
                .bind("body", answer.body())
                .bind("subject", subject)
                .bind("key", key)
                .then();
    }

    /**
     * Erases the answers that mention this id, and those to requests that did. That the request was handled stays known, so a
     * retry does nothing again.
     */
    public Mono<Long> eraseAnswersMentioning(UUID id) {
        return database.sql("""
                update idempotency_key set headers = null, body = null
                where status is not null and body is not null
                  and (:id = any(mentions)
                       or position(convert_to(:text, 'UTF8') in body) > 0 or position(:text in headers) > 0)""")
                .bind("id", id)
                .bind("text", id.toString())
                .fetch().rowsUpdated();
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    Mono<Long> forgetOld() {
        return LongStatements.allow(database)
                .then(database
                        .sql("delete from idempotency_key where created_at < now() - make_interval(secs => :seconds)")
                        .bind("seconds", KEPT_FOR.toSeconds())
                        .fetch().rowsUpdated())
                .as(transaction::transactional);
    }

    record Row(boolean same, int status, @Nullable String headers, byte @Nullable [] body) {}
}
