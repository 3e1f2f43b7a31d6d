package pl.kartoteka.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.jobs.CountingApplication.Count;
import pl.kartoteka.jobs.CountingApplication.Counting;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.Problems;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ServiceTest
class JobsIT {
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
    @Autowired
    Problems problems;

    /** Each test counts up to a number of its own, by which its obstacles are known. */
    private final int upTo = DISTINCT.incrementAndGet();

    @AfterEach
    void clearTheWay() {
        counting.obstacles.remove(upTo);
    }

    @Test
    void doesEveryStepOnceAndTellsHowFarItIs() {
        UUID id = submit();

        Job done = await(id, job -> job.status().isOver());

        assertThat(done.status()).isEqualTo(JobStatus.DONE);
        assertThat(done.done()).isEqualTo(upTo);
        assertThat(done.total()).isEqualTo(upTo);
        assertThat(done.report()).isNotNull();
        assertThat(done.report().path("last").asInt()).isEqualTo(upTo);
        assertThat(counted(id)).containsExactlyElementsOf(upTo(upTo));
    }

    @Test
    void tidiesUpOnceItIsOver() {
        UUID id = submit();

        await(id, job -> job.status().isOver());

        awaitTrue(() -> counting.tidied.contains(id + " DONE"));
        awaitTrue(() -> settled(id));
    }

    @Test
    void goesOnWhereACrashedInstanceStoppedAndRefusesWhatThatOneStillWrites() throws InterruptedException {
        Sinks.Empty<Void> gate = Sinks.empty();
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger fives = new AtomicInteger();
        counting.obstacles.put(upTo, number -> {
            boolean first = number == 5 && fives.getAndIncrement() == 0;
            if (first) {
                stuck.countDown();
            }
            return first ? gate.asMono() : Mono.empty();
        });
        UUID id = UUID.randomUUID();
        // An instance that claims and then is not heard of again: nobody renews its lease.
        UUID lost = UUID.randomUUID();
        table.add(id, "by-hand", "tester", json.write(new Count(upTo))).block();
        table.claim(List.of("by-hand"), lost, Duration.ofMillis(700)).block();
        database.sql("update job set kind = 'counting' where id = :id").bind("id", id).then().block();
        var crashed = new JobExecution<>(counting, id, lost, surroundings());
        Mono<Void> late = crashed.run().cache();
        late.subscribeOn(Schedulers.boundedElastic()).subscribe();
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();

        Job done = await(id, job -> job.status().isOver());
        gate.tryEmitEmpty();
        late.block(SOON);

        assertThat(done.status()).isEqualTo(JobStatus.DONE);
        assertThat(fives.get()).isEqualTo(2);
        assertThat(counted(id)).containsExactlyElementsOf(upTo(upTo));
    }

    @Test
    void givesAJobToOneOfManyInstances() {
        String kind = "claimed-" + UUID.randomUUID();
        Flux.range(0, 30).concatMap(_ -> table.add(UUID.randomUUID(), kind, "tester", "{}")).then().block();

        List<UUID> claimed = Flux.range(0, 8)
                .flatMap(_ -> table.claim(List.of(kind), UUID.randomUUID(), Duration.ofMinutes(1)).repeat(9))
                .map(JobRow::id)
                .collectList().block(SOON);

        assertThat(claimed).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void stopsBetweenTwoStepsWhenCancelled() {
        Sinks.Empty<Void> gate = Sinks.empty();
        counting.obstacles.put(upTo, number -> number == 3 ? gate.asMono() : Mono.empty());
        UUID id = submit();
        await(id, job -> job.done() == 2);

        Job cancelling = jobs.cancel(id).block();
        gate.tryEmitEmpty();
        Job over = await(id, job -> job.status().isOver());

        assertThat(cancelling.cancelRequested()).isTrue();
        assertThat(over.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(counted(id)).containsExactly(1, 2, 3);
        assertThat(over.done()).isEqualTo(3);
        assertThatThrownBy(() -> jobs.cancel(id).block()).isInstanceOf(JobOver.class);
    }

    @Test
    void cancelsWhatWaitsAtOnce() {
        UUID id = UUID.randomUUID();
        table.add(id, "of-nobody", "tester", "{}").block();

        assertThat(jobs.cancel(id).map(Job::status).block()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void waitsOutWhatPassesByItself() {
        AtomicInteger failures = new AtomicInteger();
        counting.obstacles.put(upTo, number -> number == 4 && failures.incrementAndGet() <= 6
                ? Mono.error(new IllegalStateException(new IOException("network away")))
                : Mono.empty());
        UUID id = submit();

        assertThat(await(id, job -> job.status().isOver()).status()).isEqualTo(JobStatus.DONE);
        assertThat(counted(id)).containsExactlyElementsOf(upTo(upTo));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void saysThatAStepIsTriedAgainAndNotWhatItsDataWere(CapturedOutput output) {
        AtomicInteger failures = new AtomicInteger();
        counting.obstacles.put(upTo, number -> number == 4 && failures.incrementAndGet() <= 2
                ? Mono.error(new IllegalStateException("of Anna Testowa"))
                : Mono.empty());
        UUID id = submit();

        await(id, job -> job.status().isOver());

        assertThat(output.getOut().lines().filter(line -> line.contains(id.toString()) && line.contains("WARN")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("counting", "java.lang.IllegalStateException")
                        .doesNotContain("Testowa"))
                .last().asString().contains("attempt 2");
    }

    @Test
    void failsAtOnceWhenRefusedAndKeepsWhatWasDone() {
        AtomicInteger asked = new AtomicInteger();
        counting.obstacles.put(upTo, number -> number == 4
                ? Mono.defer(() -> {
                    asked.incrementAndGet();
                    return Mono.error(new TooHigh(number));
                })
                : Mono.empty());
        UUID id = submit();

        Job failed = await(id, job -> job.status().isOver());

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.problem()).isEqualTo(
                new Failure(DomainProblem.Kind.REJECTED, "too-high", Map.of("number", "4"), List.of()));
        assertThat(asked.get()).isEqualTo(1);
        assertThat(counted(id)).containsExactly(1, 2, 3);
        awaitTrue(() -> counting.tidied.contains(id + " FAILED"));
    }

    @Test
    void givesADefectThreeTries() {
        AtomicInteger tries = new AtomicInteger();
        counting.obstacles.put(upTo, number -> number == 2
                ? Mono.error(() -> new IllegalStateException("defect " + tries.incrementAndGet()))
                : Mono.empty());
        UUID id = submit();

        Job failed = await(id, job -> job.status().isOver());

        assertThat(failed.problem().type()).isEqualTo("unexpected");
        assertThat(tries.get()).isEqualTo(3);
    }

    @Test
    void givesUpAJobThatKeepsKillingItsInstance() {
        UUID id = UUID.randomUUID();
        table.add(id, "by-hand", "tester", json.write(new Count(upTo))).block();
        database.sql("update job set kind = 'counting', status = 'RUNNING', attempts = 5 where id = :id")
                .bind("id", id).then().block();

        Job failed = await(id, job -> job.status().isOver());

        assertThat(failed.problem().type()).isEqualTo("job-abandoned");
        assertThat(counted(id)).isEmpty();
    }

    @Test
    void leavesItsJobsToOthersWhenItStops() {
        Sinks.Empty<Void> gate = Sinks.empty();
        counting.obstacles.put(upTo, number -> number == 3 ? gate.asMono() : Mono.empty());
        UUID id = UUID.randomUUID();
        table.add(id, "elsewhere", "tester", json.write(new Count(upTo))).block();
        JobWorker worker = worker("elsewhere", Duration.ofSeconds(10));
        worker.start();
        await(id, job -> job.done() == 2);

        CountDownLatch stopped = new CountDownLatch(1);
        worker.stop(stopped::countDown);
        gate.tryEmitEmpty();

        assertThat(await(stopped)).isTrue();
        Job left = jobs.find(id).block();
        assertThat(left.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(left.done()).isEqualTo(3);
        database.sql("update job set kind = 'counting' where id = :id").bind("id", id).then().block();
        assertThat(await(id, job -> job.status().isOver()).status()).isEqualTo(JobStatus.DONE);
        assertThat(counted(id)).containsExactlyElementsOf(upTo(upTo));
    }

    @Test
    void leavesNothingBehindThatGoesOnAfterAStop() {
        Sinks.Empty<Void> gate = Sinks.empty();
        counting.obstacles.put(upTo, number -> number == 3 ? gate.asMono() : Mono.empty());
        UUID id = UUID.randomUUID();
        table.add(id, "stuck", "tester", json.write(new Count(upTo))).block();
        JobWorker worker = worker("stuck", Duration.ofMillis(100));
        worker.start();
        awaitTrue(() -> gate.currentSubscriberCount() == 1);

        CountDownLatch stopped = new CountDownLatch(1);
        worker.stop(stopped::countDown);

        assertThat(await(stopped)).isTrue();
        assertThat(worker.isRunning()).isFalse();
        awaitTrue(() -> gate.currentSubscriberCount() == 0);
        assertThat(jobs.find(id).block().done()).isEqualTo(2);
        // Whoever comes next does what was rolled back.
        counting.obstacles.remove(upTo);
        database.sql("update job set kind = 'counting', lease_until = now() where id = :id").bind("id", id).then()
                .block();
        assertThat(await(id, job -> job.status().isOver()).status()).isEqualTo(JobStatus.DONE);
        assertThat(counted(id)).containsExactlyElementsOf(upTo(upTo));
    }

    @Test
    void worksAgainAfterAPause() {
        JobWorker worker = worker("paused", Duration.ofSeconds(10));
        worker.start();
        CountDownLatch stopped = new CountDownLatch(1);
        worker.stop(stopped::countDown);
        assertThat(await(stopped)).isTrue();
        UUID id = UUID.randomUUID();
        table.add(id, "paused", "tester", json.write(new Count(upTo))).block();

        worker.start();

        assertThat(await(id, job -> job.status().isOver()).status()).isEqualTo(JobStatus.DONE);
        worker.stop();
    }

    @Test
    void forgetsOnlyWhatHasBeenOverForLong() {
        UUID old = submit();
        UUID fresh = submit();
        await(old, job -> job.status().isOver());
        await(fresh, job -> job.status().isOver());
        awaitTrue(() -> settled(old) && settled(fresh));
        database.sql("update job set ended_at = now() - interval '31 days' where id = :id").bind("id", old)
                .then().block();

        table.forgetEndedBefore(Duration.ofDays(30)).block();

        assertThat(jobs.find(old).block()).isNull();
        assertThat(jobs.find(fresh).block()).isNotNull();
    }

    /** An instance that alone does jobs of this kind. */
    private JobWorker worker(String kind, Duration stopPatience) {
        return new JobWorker(() -> List.of(new Elsewhere(kind, counting)), table, json,
                TransactionalOperator.create(transactions), problems, new JobMetrics(new SimpleMeterRegistry()),
                new JobsProperties(1, Duration.ofMinutes(1), Duration.ofMillis(50), Duration.ofMillis(20),
                        stopPatience, Duration.ofDays(1)));
    }

    private JobExecution.Surroundings surroundings() {
        return new JobExecution.Surroundings(table, json, TransactionalOperator.create(transactions), problems,
                new JobMetrics(new SimpleMeterRegistry()), Duration.ofMillis(20), Mono.never(), () -> false);
    }

    private UUID submit() {
        return jobs.submit(counting, "tester", new Count(upTo)).map(Job::id).block();
    }

    private Job await(UUID id, Predicate<Job> expected) {
        return jobs.find(id).filter(expected).repeatWhenEmpty(empty -> empty.delayElements(Duration.ofMillis(20)))
                .block(SOON);
    }

    private static void awaitTrue(java.util.function.BooleanSupplier condition) {
        Mono.fromSupplier(condition::getAsBoolean).subscribeOn(Schedulers.boundedElastic()).filter(held -> held)
                .repeatWhenEmpty(empty -> empty.delayElements(Duration.ofMillis(20)))
                .block(SOON);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean settled(UUID id) {
        return Boolean.TRUE.equals(database.sql("select settled from job where id = :id").bind("id", id)
                .mapValue(Boolean.class).one().block());
    }

    private List<Integer> counted(UUID id) {
        return database.sql("select number from counted where job_id = :id order by number").bind("id", id)
                .mapValue(Integer.class).all().collectList().block();
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static final class TooHigh extends DomainProblem {
        TooHigh(int number) {
            super(Kind.REJECTED, "too-high");
            arg("number", number);
        }
    }

    /** The same work under a name that only one instance knows. */
    private static final class Elsewhere extends Counting {
        private final String kind;
        private final Counting counting;

        Elsewhere(String kind, Counting counting) {
            super(null);
            this.kind = kind;
            this.counting = counting;
        }

        @Override
        public String name() {
            return kind;
        }

        @Override
        public Flux<Step<Count, CountingApplication.Counted>> steps(JobRun<Count, CountingApplication.Counted> run) {
            return counting.steps(run);
        }
    }
}
