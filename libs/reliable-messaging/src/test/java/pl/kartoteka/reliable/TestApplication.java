package pl.kartoteka.reliable;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.events.SegmentMemberEvent;
import pl.kartoteka.events.Topic;
import reactor.core.publisher.Mono;

/** A service that publishes memberships and keeps a projection of them. */
@SpringBootApplication
class TestApplication {

    @Bean
    TopicsInUse topicsInUse() {
        return TopicsInUse.of(Topic.SEGMENT_MEMBERS, Topic.CLIENTS, Topic.MESSAGES);
    }

    @Bean
    Members members(DatabaseClient database) {
        return new Members(database);
    }

    @Bean
    MembersListener membersListener(EventCodec codec, Members members, Tracer tracer) {
        return new MembersListener(codec, members, tracer);
    }

    @Bean
    ErasuresListener erasuresListener(EventCodec codec, DatabaseClient database) {
        return new ErasuresListener(codec, database);
    }

    @Bean
    EffectsListener effectsListener(
            EventCodec codec, Inbox inbox, DatabaseClient database, TransactionalOperator transactions) {
        return new EffectsListener(codec, inbox, database, transactions);
    }

    @RestController
    static class MembersController {
        private final Outbox outbox;
        private final TransactionalOperator transactions;

        MembersController(Outbox outbox, TransactionalOperator transactions) {
            this.outbox = outbox;
            this.transactions = transactions;
        }

        @PostMapping("/members")
        Mono<Void> enter(@RequestBody SegmentMemberEvent.Membership membership) {
            return outbox.append(new SegmentMemberEvent.SegmentEntered(membership)).as(transactions::transactional);
        }
    }

    /** The projection, guarded by the sequence. */
    static class Members {
        final AtomicInteger failuresToCome = new AtomicInteger();
        private final DatabaseClient database;

        Members(DatabaseClient database) {
            this.database = database;
        }

        Mono<Void> apply(SegmentMemberEvent event) {
            if (event.membership().cause().equals("POISON")) {
                return Mono.error(new IllegalStateException("nobody can handle this"));
            }
            if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return database.sql("select pg_terminate_backend(pg_backend_pid())").then();
            }
            return database.sql("""
                    insert into member (key, cause, sequence) values ($1, $2, $3)
                    on conflict (key) do update
                    set cause = excluded.cause, sequence = excluded.sequence, changes = member.changes + 1
                    where member.sequence < excluded.sequence
                    """)
                    .bind("$1", event.key())
                    .bind("$2", event.membership().cause())
                    .bind("$3", event.sequence())
                    .then();
        }

        @Nullable
        Member find(String key) {
            return database.sql("select key, cause, sequence, changes from member where key = $1")
                    .bind("$1", key)
                    .mapProperties(Member.class)
                    .one()
                    // The test of an outage leaves dead connections in the pool.
                    .retry(5)
                    .block();
        }
    }

    record Member(String key, String cause, long sequence, int changes) {}
}
