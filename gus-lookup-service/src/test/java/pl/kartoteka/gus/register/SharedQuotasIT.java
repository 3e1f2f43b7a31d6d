package pl.kartoteka.gus.register;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.kartoteka.gus.Protections;
import pl.kartoteka.gus.RegistersRunning;
import pl.kartoteka.gus.register.QuotaLedger.QuotaName;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ServiceTest
class SharedQuotasIT implements RegistersRunning {
    private static final Limit DAILY = Limit.of(100, Duration.ofDays(1));

    @Autowired
    private SharedQuotas ledger;

    @Test
    void instancesTogetherStayWithinTheLimitAndARestartForgetsNothing() {
        var instances = List.of(quota("searches"), quota("searches"), quota("searches"));

        var given = Flux.range(0, 300)
                .flatMap(i -> instances.get(i % 3).reserve(2, Priority.INTERACTIVE).map(_ -> 2)
                        .onErrorResume(RegisterFailure.class, failure -> {
                            assertThat(failure.reason()).isEqualTo(RegisterFailure.Reason.LIMITED);
                            return Mono.just(0);
                        })
                        .subscribeOn(Schedulers.parallel()), 100)
                .reduce(0, Integer::sum).block();

        assertThat(given).isEqualTo(100);
        assertThat(quota("searches").left().block()).singleElement()
                .satisfies(left -> assertThat(left.left()).isZero());
    }

    @Test
    void whatWasNotNeededIsThereForTheNext() {
        var quota = quota("checks");
        var tickets = quota.reserve(100, Priority.INTERACTIVE).block();
        tickets.next(Instant.now());
        quota.giveBack(tickets.unused());

        assertThat(quota.reserve(99, Priority.INTERACTIVE).block()).isNotNull();
        assertThatExceptionOfType(RegisterFailure.class)
                .isThrownBy(() -> quota.reserve(1, Priority.INTERACTIVE).block());
    }

    @Test
    void aPauseHoldsForTheOtherInstanceToo() {
        quota("requests").pause(Duration.ofMinutes(3), Duration.ofDays(1)).block();

        assertThatExceptionOfType(RegisterFailure.class)
                .isThrownBy(() -> quota("requests").reserve(1, Priority.INTERACTIVE).block())
                .satisfies(failure -> assertThat(failure.retryAfter())
                        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3)));
    }

    private Quota quota(String name) {
        return new Quota(new QuotaName(Register.WHITE_LIST, Environment.PRODUCTION, name), List.of(DAILY),
                Protections.impatient(), ledger, Clock.systemUTC());
    }
}
