package pl.kartoteka.gus.lookup;

import java.time.Duration;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.register.BusinessRegister;
import pl.kartoteka.gus.register.Question;
import reactor.core.publisher.Mono;

/** Which instance is asking a register what. A claim that nobody gives back runs out. */
@Component
class AskingClaims {
    /** Longer than any question may take, its turn in the queue and its second attempt included. */
    private static final Duration LEASE = Duration.ofSeconds(25);

    private final DatabaseClient database;

    AskingClaims(DatabaseClient database) {
        this.database = database;
    }

    /** The work under a claim; empty when another has it. */
    <T> Mono<T> within(BusinessRegister register, Question question, Mono<T> work) {
        return Mono.usingWhen(take(register, question), _ -> work, this::giveBack);
    }

    private Mono<UUID> take(BusinessRegister register, Question question) {
        return database.sql("""
                insert into register_asking (register, environment, question, claim, claimed_until)
                values (:register, :environment, :question, :claim, now() + make_interval(secs => :lease))
                on conflict (register, environment, question) do update
                set claim = excluded.claim, claimed_until = excluded.claimed_until
                where register_asking.claimed_until < now()
                returning claim
                """)
                .bind("register", register.register().name())
                .bind("environment", register.environment().name())
                .bind("question", question.text())
                .bind("claim", UUID.randomUUID())
                .bind("lease", (double) LEASE.toSeconds())
                .mapValue(UUID.class)
                .one();
    }

    private Mono<Void> giveBack(UUID claim) {
        return database.sql("delete from register_asking where claim = :claim").bind("claim", claim).then();
    }
}
