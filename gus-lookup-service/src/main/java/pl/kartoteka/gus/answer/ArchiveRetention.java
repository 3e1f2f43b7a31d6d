package pl.kartoteka.gus.answer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets go of answers whose time is over, some at a time. */
@Component
class ArchiveRetention {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRetention.class);
    private static final int AT_ONCE = 1_000;

    private final DatabaseClient database;
    private final ArchiveProperties properties;

    ArchiveRetention(DatabaseClient database, ArchiveProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    Mono<Long> letGo() {
        return Mono.defer(this::some)
                .repeat()
                .takeUntil(deleted -> deleted < AT_ONCE)
                .reduce(0L, Long::sum)
                .doOnNext(deleted -> {
                    if (deleted > 0) {
                        LOG.info("{} answers of registers have reached the end of their retention", deleted);
                    }
                });
    }

    private Mono<Long> some() {
        return database.sql("""
                delete from register_answer where id in (
                    select id from register_answer
                    where checked_at < now() - make_interval(secs => case when proof_id is null then $1 else $2 end)
                    order by checked_at limit $3)
                """)
                .bind("$1", seconds(properties.retention()))
                .bind("$2", seconds(properties.proofRetention()))
                .bind("$3", AT_ONCE)
                .fetch()
                .rowsUpdated();
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds();
    }
}
