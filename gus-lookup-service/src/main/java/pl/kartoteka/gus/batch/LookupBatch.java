package pl.kartoteka.gus.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.batch.BatchItem.Settled;
import pl.kartoteka.gus.lookup.RegisterLookups;
import pl.kartoteka.gus.lookup.RegisterLookups.Asked;
import pl.kartoteka.gus.register.Priority;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks what is open in rounds: of every register a few, all registers side by side, then what came of it in one
 * transaction. A register whose quota is spent is waited for; one that fails is asked three times before UNKNOWN.
 */
@Component
class LookupBatch implements JobKind<BatchAsked, BatchPosition> {
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final BatchItems items;
    private final RegisterLookups lookups;
    private final BatchProperties properties;
    private final Clock clock;

    LookupBatch(BatchItems items, RegisterLookups lookups, BatchProperties properties, Clock clock) {
        this.items = items;
        this.lookups = lookups;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "lookup-batch";
    }

    @Override
    public Class<BatchAsked> input() {
        return BatchAsked.class;
    }

    @Override
    public Class<BatchPosition> checkpoint() {
        return BatchPosition.class;
    }

    @Override
    public Flux<Step<BatchAsked, BatchPosition>> steps(JobRun<BatchAsked, BatchPosition> run) {
        return Flux.defer(() -> {
            var written = new AtomicReference<Set<BatchItem>>(Set.of());
            return Mono.defer(() -> round(run, written)).repeat();
        });
    }

    /** @param written what the round before is just writing: this one begins before that is committed */
    private Mono<Step<BatchAsked, BatchPosition>> round(
            JobRun<BatchAsked, BatchPosition> run, AtomicReference<Set<BatchItem>> written) {
        return Flux.fromIterable(run.input().registers())
                .flatMap(register -> ask(run, register, written.get()))
                .collectList()
                .doOnNext(told -> written.set(told.stream()
                        .flatMap(one -> one.settled().stream())
                        .map(Settled::item)
                        .collect(Collectors.toSet())))
                .flatMap(told -> turn(run.id(), told))
                // After it has waited, the round is still written: that is how a job hears that it is cancelled.
                .flatMap(round -> Mono.delay(round.pause()).thenReturn(at -> write(at, round)));
    }

    private Mono<Told> ask(JobRun<BatchAsked, BatchPosition> run, Register register, Set<BatchItem> written) {
        var together = lookups.mostTogether(register);
        var most = together > 1 ? together : properties.questions();
        return items.open(run.id(), register, most + written.size())
                .filter(item -> !written.contains(item))
                .take(most)
                .collectList()
                .flatMap(open -> open.isEmpty()
                        ? Mono.empty()
                        : answers(register, open, run.input().since())
                                .map(answers -> told(register, open, answers)));
    }

    private Mono<Map<Question, Asked>> answers(Register register, List<BatchItem> open, Instant since) {
        var questions = open.stream().map(item -> question(item, register)).distinct().toList();
        return lookups.findTogether(register, questions, _ -> since)
                .collectMap(Asked::question, Function.identity())
                .contextWrite(Priority::background);
    }

    private static Question question(BatchItem item, Register register) {
        return BatchNumber.read(item.number()).question(register).orElseThrow();
    }

    private Told told(Register register, List<BatchItem> open, Map<Question, Asked> answers) {
        var settled = new ArrayList<Settled>();
        var wait = Duration.ZERO;
        for (var item : open) {
            var asked = answers.get(question(item, register));
            switch (asked) {
                case null -> {
                    // Not reached in this round.
                }
                case Asked.Answered(var _, var lookup) -> settled.add(new Settled(item,
                        BatchOutcome.valueOf(lookup.answer().outcome().name()), lookup.answer().id(),
                        lookup.freshness(), null));
                case Asked.Silent(var _, var failure) -> {
                    var after = afterSpent(failure);
                    if (after == null) {
                        settled.add(failed(item, failure));
                    } else if (after.compareTo(wait) > 0) {
                        wait = after;
                    }
                }
            }
        }
        return new Told(register, settled, wait);
    }

    /** Null when it is not only a matter of waiting. */
    private static @Nullable Duration afterSpent(RegisterFailure failure) {
        var said = failure.retryAfter();
        return switch (failure.reason()) {
            case LIMITED, BUSY, CIRCUIT_OPEN -> said == null ? SOON : said;
            default -> null;
        };
    }

    private static Settled failed(BatchItem item, RegisterFailure failure) {
        var outcome = switch (failure.reason()) {
            case INVALID_QUESTION -> BatchOutcome.INVALID;
            case NOT_CONFIGURED, REFUSED -> BatchOutcome.UNKNOWN;
            default -> item.attempts() + 1 < ATTEMPTS ? null : BatchOutcome.UNKNOWN;
        };
        return new Settled(item, outcome, null, null, failure.reason().name());
    }

    /** Nothing to wait for while something was answered; else until the first register may be asked, but not long. */
    private Mono<Round> turn(UUID batchId, List<Told> told) {
        if (told.isEmpty()) {
            return items.nextTurn(batchId)
                    .map(next -> new Round(told, notLong(Duration.between(clock.instant(), next)), false))
                    .defaultIfEmpty(new Round(told, Duration.ZERO, true));
        }
        var answered = told.stream().anyMatch(one -> one.settled().stream().anyMatch(item -> item.outcome() != null));
        var spent = told.stream().map(Told::pause).filter(Duration::isPositive).min(Duration::compareTo);
        return Mono.just(new Round(told, answered ? Duration.ZERO : notLong(spent.orElse(Duration.ZERO)), false));
    }

    private static Duration notLong(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.isNegative() ? Duration.ZERO : wait;
    }

    private Mono<Progress<BatchPosition>> write(JobRun<BatchAsked, BatchPosition> run, Round round) {
        var told = round.told();
        var settled = told.stream().flatMap(one -> one.settled().stream()).toList();
        var waiting = told.stream()
                .filter(one -> one.pause().isPositive())
                .collect(Collectors.toMap(Told::register, one -> clock.instant().plus(one.pause()), (one, _) -> one,
                        () -> new EnumMap<Register, Instant>(Register.class)));
        return before(run).flatMap(before -> items.settle(run.id(), settled, properties.retry()).map(counted -> {
            var after = before.position().with(counted, waiting);
            return Progress.at(after, after.done()).of(before.total()).reporting(after)
                    .andLast(round.over() || after.done() >= before.total());
        }));
    }

    /** Counted once; from then on the checkpoint knows. */
    private Mono<Before> before(JobRun<BatchAsked, BatchPosition> run) {
        var checkpoint = run.checkpoint();
        var total = run.total();
        return checkpoint != null && total != null
                ? Mono.just(new Before(checkpoint, total))
                : items.counts(run.id()).zipWith(items.all(run.id()), (counts, all) -> new Before(
                        new BatchPosition(counts, Map.of()), all));
    }

    private record Before(BatchPosition position, long total) {}

    private record Told(Register register, List<Settled> settled, Duration pause) {}

    /** @param over nothing is open any more, though an erasure may have taken some out of the count */
    private record Round(List<Told> told, Duration pause, boolean over) {}
}
