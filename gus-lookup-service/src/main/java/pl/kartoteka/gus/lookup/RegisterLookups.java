package pl.kartoteka.gus.lookup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.answer.AnswerArchive;
import pl.kartoteka.gus.answer.KeptAnswer;
import pl.kartoteka.gus.register.BusinessRegister;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Priority;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterState;
import pl.kartoteka.gus.register.Told;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks a register through its cache. */
@Component
public class RegisterLookups {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final Duration GLANCE = Duration.ofMillis(150);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);
    /** Questions of a batch or the watch to one register. */
    private static final int AT_ONCE = 4;

    private final Map<Register, BusinessRegister> registers = new EnumMap<>(Register.class);
    private final Map<Going, Mono<KeptAnswer>> asking = new ConcurrentHashMap<>();
    private final AnswerArchive archive;
    private final AskingClaims claims;
    private final LookupProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    RegisterLookups(
            List<BusinessRegister> registers,
            AnswerArchive archive,
            AskingClaims claims,
            LookupProperties properties,
            MeterRegistry meters,
            Clock clock) {
        registers.forEach(register -> this.registers.put(register.register(), register));
        this.archive = archive;
        this.claims = claims;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * A kept answer while it is fresh enough, else the register's, else the last good one marked stale.
     *
     * @param anew passes over what is kept while the register can be asked
     */
    public Mono<Lookup> find(Register register, Question question, boolean anew) {
        var source = source(register);
        return newest(source, question)
                .filter(answer -> !anew && servesAsCache(answer))
                .map(answer -> new Lookup(answer, Freshness.CACHED))
                .switchIfEmpty(Mono.defer(() -> askOnce(source, question))
                        .map(answer -> new Lookup(answer, Freshness.FRESH)))
                .onErrorResume(RegisterFailure.class, failure -> withoutRegister(register, question, failure))
                .doOnNext(lookup -> count(register, lookup));
    }

    /** How many questions by the same kind of number the register takes in one request. */
    public int mostTogether(Register register) {
        return source(register).mostTogether();
    }

    /**
     * What is kept while it is fresh enough, else the register's word, asked together where it takes that. Nothing stale:
     * who asks for many can wait.
     *
     * @param since what was kept before does not serve
     */
    public Flux<Asked> findTogether(Register register, List<Question> questions, Function<Question, Instant> since) {
        var source = source(register);
        return Flux.fromIterable(questions)
                .concatMap(question -> newest(source, question)
                        .filter(answer -> servesAsCache(answer) && !answer.checkedAt().isBefore(since.apply(question)))
                        .<Kept>map(answer -> new Kept(question, answer))
                        .defaultIfEmpty(new Kept(question, null)))
                .collectList()
                .flatMapMany(all -> Flux.concat(
                        Flux.fromIterable(all).concatMap(kept -> Mono.justOrEmpty(kept.answer())
                                .map(answer -> new Asked.Answered(kept.question(),
                                        new Lookup(answer, Freshness.CACHED)))),
                        askTogether(source, all.stream()
                                .filter(kept -> kept.answer() == null)
                                .map(Kept::question)
                                .toList())));
    }

    private Flux<Asked> askTogether(BusinessRegister source, List<Question> questions) {
        if (source.mostTogether() == 1) {
            return Flux.fromIterable(questions).flatMapSequential(question -> askOnce(source, question)
                    .<Asked>map(answer -> new Asked.Answered(question, new Lookup(answer, Freshness.FRESH)))
                    .onErrorResume(RegisterFailure.class, failure -> silent(question, failure)), AT_ONCE);
        }
        return Flux.fromIterable(questions)
                .groupBy(Question::getClass)
                .concatMap(kind -> kind.buffer(source.mostTogether()))
                .concatMap(some -> source.askTogether(some)
                        .flatMapIterable(told -> told)
                        .concatMap(told -> switch (told) {
                            case Told.Answered(var question, var reply) -> archive
                                    .keep(source.register(), source.environment(), question, reply)
                                    .<Asked>map(answer -> new Asked.Answered(question,
                                            new Lookup(answer, Freshness.FRESH)));
                            case Told.Failed(var question, var failure) -> silent(question, failure);
                        })
                        .onErrorResume(RegisterFailure.class, failure -> Flux.fromIterable(some)
                                .concatMap(question -> silent(question, failure))));
    }

    private static Mono<Asked> silent(Question question, RegisterFailure failure) {
        return Mono.just(new Asked.Silent(question, failure));
    }

    private record Kept(Question question, @Nullable KeptAnswer answer) {}

    /**
     * The last good answer however old; {@link RegisterUnavailable} without one. That there was no such company stands in
     * only while it is fresh: later it may have been registered, and an outage must not deny that.
     */
    public Mono<Lookup> withoutRegister(Register register, Question question, RegisterFailure failure) {
        if (failure.reason() == RegisterFailure.Reason.INVALID_QUESTION) {
            return Mono.error(refused(question, failure));
        }
        return newest(source(register), question)
                .filter(answer -> answer.outcome() == Outcome.FOUND || servesAsCache(answer))
                .map(answer -> new Lookup(answer, Freshness.STALE))
                .switchIfEmpty(Mono.error(() -> new RegisterUnavailable(register, failure)));
    }

    /** The part of the question the register does not take, where it says which and the question has it. */
    private static InvalidInput refused(Question question, RegisterFailure failure) {
        var fields = question.criteria().keySet();
        var field = failure.field();
        return new InvalidInput(field != null && fields.contains(field) ? field : fields.iterator().next(),
                "number.refused");
    }

    Mono<List<RegisterState>> states() {
        return Flux.fromIterable(registers.values())
                .flatMapSequential(BusinessRegister::state)
                .collectList();
    }

    private BusinessRegister source(Register register) {
        var source = registers.get(register);
        if (source == null) {
            throw new IllegalStateException("register: " + register + " (expected: one of " + registers.keySet() + ")");
        }
        return source;
    }

    private Mono<KeptAnswer> newest(BusinessRegister source, Question question) {
        return archive.newest(source.register(), source.environment(), question);
    }

    /** All who ask the same at the same time wait for one call, which goes on even if the first of them leaves. */
    private Mono<KeptAnswer> askOnce(BusinessRegister source, Question question) {
        return Mono.deferContextual(context -> askOnce(source, question, Priority.of(context)));
    }

    private Mono<KeptAnswer> askOnce(BusinessRegister source, Question question, Priority priority) {
        // Who waits must not be told that the share of batches is spent.
        var going = new Going(source.register(), question, priority);
        return asking.computeIfAbsent(going, _ -> askAlone(source, question, clock.instant())
                .doFinally(_ -> asking.remove(going))
                .cache());
    }

    /** Of all instances one asks; the others take what it keeps, or ask themselves when it keeps nothing. */
    private Mono<KeptAnswer> askAlone(BusinessRegister source, Question question, Instant since) {
        return claims.within(source, question, source.ask(question)
                .flatMap(reply -> archive.keep(source.register(), source.environment(), question, reply)))
                .switchIfEmpty(Mono.defer(() -> Mono.delay(GLANCE)
                        .then(newest(source, question))
                        .filter(answer -> !answer.checkedAt().isBefore(since.minus(CLOCKS_APART)))
                        .switchIfEmpty(Mono.defer(() -> askAlone(source, question, since)))));
    }

    private boolean servesAsCache(KeptAnswer answer) {
        var life = properties.life(answer.register(), answer.outcome());
        var now = clock.instant();
        return now.isBefore(answer.checkedAt().plus(life))
                && (answer.register() != Register.WHITE_LIST || day(answer.checkedAt()).equals(day(now))
                        || answer.criteria().containsKey(Question.OnWhiteList.DAY));
    }

    /** The white list answers for a day in Warsaw: yesterday's answer is not today's, unless it was asked about a day. */
    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, WARSAW);
    }

    private void count(Register register, Lookup lookup) {
        meters.counter("kartoteka.lookups", "register", register.name(), "freshness", lookup.freshness().name(),
                "outcome", lookup.answer().outcome().name()).increment();
    }

    /** What one of several questions asked together came to. */
    public sealed interface Asked {
        Question question();

        record Answered(Question question, Lookup lookup) implements Asked {}

        record Silent(Question question, RegisterFailure failure) implements Asked {}
    }

    private record Going(Register register, Question question, Priority priority) {}
}
