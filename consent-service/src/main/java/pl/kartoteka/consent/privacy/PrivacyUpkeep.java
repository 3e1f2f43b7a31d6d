package pl.kartoteka.consent.privacy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What time does to cases: deadlines come near, answers stay away, archives grow old. */
@Component
class PrivacyUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(PrivacyUpkeep.class);
    private static final int AT_ONCE = 100;

    private final PrivacyCases cases;
    private final Askings askings;
    private final Questions questions;
    private final Trail trail;
    private final PrivacyProperties settings;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final AtomicReference<PrivacyCases.Counts> counts = new AtomicReference<>(new PrivacyCases.Counts(0, 0, 0));
    private final AtomicLong unanswered = new AtomicLong();

    PrivacyUpkeep(
            PrivacyCases cases,
            Askings askings,
            Questions questions,
            Trail trail,
            PrivacyProperties settings,
            TransactionalOperator transaction,
            Clock clock,
            MeterRegistry meters) {
        this.cases = cases;
        this.askings = askings;
        this.questions = questions;
        this.trail = trail;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
        gauge(meters, "any", known -> known.open());
        gauge(meters, "near", known -> known.near());
        gauge(meters, "passed", known -> known.overdue());
        Gauge.builder("kartoteka.privacy.unanswered", unanswered, AtomicLong::get)
                .description("Privacy requests that some service has not answered yet")
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String deadline, ToDoubleFunction<PrivacyCases.Counts> count) {
        Gauge.builder("kartoteka.privacy.requests", counts, known -> count.applyAsDouble(known.get()))
                .tag("deadline", deadline)
                .description("Open privacy requests: any, those due soon or before, those whose deadline has passed")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${kartoteka.privacy.upkeep-every:30s}")
    public Mono<Void> run() {
        return Mono.defer(() -> warn().then(chase()).then(clearArchives()).then(measure()))
                .onErrorResume(failure -> {
                    LOG.warn("Upkeep of privacy requests failed, tried again shortly", failure);
                    return Mono.empty();
                });
    }

    private Mono<Void> warn() {
        return cases.warnOf(today().plusDays(settings.warnDays()), AT_ONCE)
                .concatMap(id -> trail.add(id, Trail.SYSTEM, TrailEvent.DEADLINE_NEAR, Map.of()).thenReturn(id))
                .doOnNext(id -> LOG.warn("The deadline of privacy request {} is near", id))
                .then()
                .as(transaction::transactional);
    }

    private Mono<Void> chase() {
        return questions.late().concatMap(questions::askAgain).then();
    }

    private Mono<Void> clearArchives() {
        return askings.expired(clock.instant(), AT_ONCE).concatMap(this::clearArchive).then();
    }

    private Mono<Void> clearArchive(UUID caseId) {
        return cases.locked(caseId).flatMap(questions::dropArchive).as(transaction::transactional);
    }

    private Mono<Void> measure() {
        return Mono.zip(cases.count(today(), today().plusDays(settings.warnDays())), askings.countMissing())
                .doOnNext(counted -> {
                    counts.set(counted.getT1());
                    unanswered.set(counted.getT2());
                })
                .then();
    }

    private LocalDate today() {
        return Deadline.day(clock.instant());
    }
}
