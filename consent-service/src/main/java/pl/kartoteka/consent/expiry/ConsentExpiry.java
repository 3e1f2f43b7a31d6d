package pl.kartoteka.consent.expiry;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.consent.ConsentRegistry;
import reactor.core.publisher.Mono;

/**
 * Ends consents on time: sleeps until the next one is due, or until one that is due sooner may have been recorded by
 * another instance. Decisions do not wait for it; they look at the clock themselves.
 */
@Component
class ConsentExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentExpiry.class);
    private static final int AT_ONCE = 200;
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    private final ConsentRegistry consents;
    private final Clock clock;

    ConsentExpiry(ConsentRegistry consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1)
    public Mono<Void> run() {
        return consents.expire(AT_ONCE)
                .doOnNext(ConsentExpiry::tell)
                .filter(ended -> ended < AT_ONCE)
                .then(Mono.defer(this::sleep))
                .onErrorResume(failure -> {
                    LOG.warn("Expiry of consents failed, tried again shortly", failure);
                    return Mono.delay(LONGEST_SLEEP).then();
                });
    }

    private static void tell(int ended) {
        if (ended > 0) {
            LOG.info("{} consents expired", ended);
        }
    }

    private Mono<Void> sleep() {
        return consents.nextEnd()
                .map(end -> Duration.between(clock.instant(), end))
                .map(left -> left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP)
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .defaultIfEmpty(LONGEST_SLEEP)
                .flatMap(Mono::delay)
                .then();
    }
}
