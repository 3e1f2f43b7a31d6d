package pl.kartoteka.jobs;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.jobs.CountingApplication.Count;
import pl.kartoteka.jobs.CountingApplication.Counting;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class LongStepsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger DISTINCT = new AtomicInteger(10);

    @Autowired
    Jobs jobs;
    @Autowired
    JobTable table;
    @Autowired
    JobJson json;
    @Autowired
    Counting counting;
    @Autowired
    DatabaseClient database;
    @Autowired
    ReactiveTransactionManager transactions;

    /** Each test counts up to a number of its own, by which its obstacles are known. */
    private final int upTo = DISTINCT.incrementAndGet();

    @AfterEach
    void clearTheWay() {
        counting.obstacles.remove(upTo);
    }

    @Test
    void letsStatementsOfAStepTakeTheirTime() {
        AtomicReference<String> longest = new AtomicReference<>();
        counting.obstacles.put(upTo, number -> database.sql("show statement_timeout").mapValue(String.class).one()
                .doOnNext(longest::set).then());

        await(submit(), job -> job.status().isOver());

        assertThat(longest).hasValue("0");
        assertThat(database.sql("show statement_timeout").mapValue(String.class).one().block()).isEqualTo("1min");
    }

    @Test
    void showsHowFarALongStepIsBeforeItIsCommitted() {
        Sinks.Empty<Void> gate = Sinks.empty();
        counting.obstacles.put(upTo, number -> number == 3 ? gate.asMono() : Mono.empty());
        UUID id = submit();
        await(id, job -> job.done() == 2);
        JobRun<Count, CountingApplication.Counted> run = json.run(counting, table.find(id).block());
        StepProgress progress = jobs.within(run);

        TransactionalOperator.create(transactions).execute(step -> {
            step.setRollbackOnly();
            return progress.reached(41).then(progress.reached(42));
        }).blockLast();
        long shown = jobs.find(id).block().done();
        progress.reset().block();

        assertThat(shown).isEqualTo(41);
        assertThat(jobs.find(id).block().done()).isEqualTo(2);
        gate.tryEmitEmpty();
        assertThat(await(id, job -> job.status().isOver()).done()).isEqualTo(upTo);
    }

    @Test
    void showsNothingOfWhomHasLostTheLeaseAndWaitsForNobody() {
        Sinks.Empty<Void> gate = Sinks.empty();
        counting.obstacles.put(upTo, number -> number == 3 ? gate.asMono() : Mono.empty());
        UUID id = submit();
        await(id, job -> job.done() == 2);
        JobRow row = table.find(id).block();
        JobRun<Count, CountingApplication.Counted> lost = new JobRun<>(id, "tester", new Count(upTo), null, 0, null,
                UUID.randomUUID());

        jobs.within(lost).reached(41).block();
        Mono.fromSupplier(() -> jobs.within(json.run(counting, row)).reached(42).block(SOON) == null)
                .subscribeOn(Schedulers.boundedElastic())
                .delaySubscription(database.sql("select id from job where id = :id for update").bind("id", id).then())
                .as(TransactionalOperator.create(transactions)::transactional)
                .block(SOON);

        assertThat(jobs.find(id).block().done()).isEqualTo(2);
        gate.tryEmitEmpty();
        await(id, job -> job.status().isOver());
    }

    private UUID submit() {
        return jobs.submit(counting, "tester", new Count(upTo)).map(Job::id).block();
    }

    private Job await(UUID id, Predicate<Job> expected) {
        return jobs.find(id).filter(expected).repeatWhenEmpty(empty -> empty.delayElements(Duration.ofMillis(20)))
                .block(SOON);
    }
}
