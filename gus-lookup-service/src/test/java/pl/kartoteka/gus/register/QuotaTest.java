package pl.kartoteka.gus.register;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import pl.kartoteka.gus.Protections;
import pl.kartoteka.gus.register.QuotaLedger.QuotaName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuotaTest {
    private static final QuotaName NAME = new QuotaName(Register.GUS, Environment.PRODUCTION, "requests");
    private static final Duration LONG = Duration.ofDays(1);

    private final Ticking clock = new Ticking(Instant.parse("2026-11-22T10:00:00Z"));
    private final QuotaLedger ledger = QuotaLedger.inMemory(clock);

    @Test
    void givesParallelQuestionsNoMoreThanThereIs() {
        var one = quota(Limit.of(50, LONG));
        var other = quota(Limit.of(50, LONG));

        var given = Flux.range(0, 200)
                .flatMap(i -> (i % 2 == 0 ? one : other).reserve(3, Priority.INTERACTIVE).map(_ -> 3)
                        .onErrorResume(RegisterFailure.class, _ -> Mono.just(0))
                        .subscribeOn(Schedulers.parallel()), 64)
                .reduce(0, Integer::sum).block();

        assertThat(given).isEqualTo(48);
    }

    @Test
    void doublesThePauseOfARegisterThatDoesNotSayForHowLong() {
        var quota = quota(Limit.of(50, LONG));

        assertThat(quota.pause(null, LONG).block()).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(2));
        assertThat(quota.pause(null, LONG).block()).isEqualTo(Duration.ofSeconds(2));
        clock.advance(Duration.ofSeconds(3));
        assertThat(quota.pause(Duration.ofSeconds(7), LONG).block()).isEqualTo(Duration.ofSeconds(7));
        clock.advance(Duration.ofMinutes(10));
        assertThat(quota.pause(null, LONG).block()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void keepsThePauseForAllInstances() {
        quota(Limit.of(50, LONG)).pause(Duration.ofSeconds(30), LONG).block();

        assertThatExceptionOfType(RegisterFailure.class)
                .isThrownBy(() -> quota(Limit.of(50, LONG)).reserve(1, Priority.INTERACTIVE).block())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(RegisterFailure.Reason.LIMITED))
                .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
    }

    @Test
    void isBusyWhenTheLedgerCannotBeReached() {
        var lost = new Quota(NAME, List.of(Limit.of(1, LONG)), Protections.impatient(),
                (_, _) -> Mono.error(new IllegalStateException("gone")), clock);

        assertThatExceptionOfType(RegisterFailure.class)
                .isThrownBy(() -> lost.reserve(1, Priority.INTERACTIVE).block())
                .extracting(RegisterFailure::reason).isEqualTo(RegisterFailure.Reason.BUSY);
    }

    private Quota quota(Limit limit) {
        return new Quota(NAME, List.of(limit), Protections.impatient(), ledger, clock);
    }
}
