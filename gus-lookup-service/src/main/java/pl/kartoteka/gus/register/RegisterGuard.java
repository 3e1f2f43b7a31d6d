package pl.kartoteka.gus.register;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import pl.kartoteka.gus.register.QuotaLedger.QuotaName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The ring around one register: time limit, circuit breaker, retry of what may pass, bulkhead, quota. Everything that
 * goes wrong inside leaves it as a {@link RegisterFailure}, so that no error can be taken for an answer.
 */
public final class RegisterGuard {
    /** A simulator blocks nobody: its limit is set and lifted by hand. */
    private static final Duration LONGEST_IN_SANDBOX = Duration.ofSeconds(2);
    private static final Duration FOREVER = Duration.ofDays(2);

    private final Register register;
    private final Environment environment;
    private final Protection protection;
    private final List<Quota> quotas = new CopyOnWriteArrayList<>();
    private final QuotaLedger ledger;
    private final MeterRegistry meters;
    private final Clock clock;
    private final CircuitBreaker circuitBreaker;
    private final Retry retry;
    private final Bulkhead bulkhead;
    private final AtomicReference<@Nullable Instant> lastAnswerAt = new AtomicReference<>();
    private final AtomicReference<@Nullable Failed> lastFailure = new AtomicReference<>();

    RegisterGuard(
            Register register,
            Environment environment,
            Protection protection,
            QuotaLedger ledger,
            MeterRegistry meters,
            Clock clock) {
        this.register = register;
        this.environment = environment;
        this.protection = protection;
        this.ledger = ledger;
        this.meters = meters;
        this.clock = clock;
        this.circuitBreaker = CircuitBreaker.of(register.name(), CircuitBreakerConfig.custom()
                .slidingWindowSize(protection.window())
                .minimumNumberOfCalls(protection.minimumCalls())
                .failureRateThreshold(protection.failureRate())
                .waitDurationInOpenState(protection.openFor())
                .permittedNumberOfCallsInHalfOpenState(2)
                .ignoreException(e -> e instanceof RegisterFailure failure && !failure.blamesRegister())
                .build());
        this.retry = Retry.of(register.name(), RetryConfig.custom()
                .maxAttempts(protection.attempts())
                .intervalFunction(IntervalFunction.ofRandomized(protection.retryDelay(), 0.5))
                .retryOnException(e -> e instanceof RegisterFailure failure && failure.passing())
                .build());
        this.bulkhead = Bulkhead.of(register.name(), BulkheadConfig.custom()
                .maxConcurrentCalls(protection.concurrent())
                .maxWaitDuration(Duration.ZERO)
                .build());
    }

    /** A quota of the register, by what it counts. */
    public Quota quota(String name, List<Limit> limits) {
        var quota = new Quota(new QuotaName(register, environment, name), limits, protection, ledger, clock);
        quotas.add(quota);
        measure(quota);
        return quota;
    }

    /**
     * One question with all its requests, which are reserved together: a question that could not be finished within the
     * quota is not begun, and what it does not need is given back.
     *
     * @param requests the most it needs
     */
    public <T> Mono<T> protect(Quota quota, int requests, Mono<T> asking) {
        return Mono.defer(() -> {
            var timing = Timer.start(meters);
            return Mono.deferContextual(context -> quota.reserve(requests, Priority.of(context)))
                    .flatMap(tickets -> inTime(quota, tickets, asking))
                    .onErrorMap(this::asFailure)
                    .transformDeferred(CircuitBreakerOperator.of(circuitBreaker))
                    .transformDeferred(RetryOperator.of(retry))
                    .transformDeferred(BulkheadOperator.of(bulkhead))
                    .onErrorMap(this::asFailure)
                    .doOnNext(answer -> succeeded(answer, timing))
                    .doOnError(RegisterFailure.class, failure -> failed(failure, timing));
        });
    }

    /** A question of one request. */
    public <T> Mono<T> ask(Quota quota, Mono<T> request) {
        return protect(quota, 1, permitted(quota, request));
    }

    /** One attempt, given up when patience ends, which begins when its turn has come. */
    private <T> Mono<T> inTime(Quota quota, Tickets tickets, Mono<T> asking) {
        var limiter = TimeLimiter.of(TimeLimiterConfig.custom()
                .timeoutDuration(protection.patience().plus(tickets.longestWait()))
                .build());
        return asking.switchIfEmpty(Mono.error(() -> RegisterFailure.broken("nothing came back")))
                .contextWrite(context -> context.put(Tickets.class, tickets))
                .transformDeferred(TimeLimiterOperator.of(limiter))
                .doFinally(_ -> quota.giveBack(tickets.unused()));
    }

    /** One HTTP request and the reading of its answer, when its moment has come. */
    public <T> Mono<T> permitted(Quota quota, Mono<T> request) {
        return Mono.deferContextual(context -> {
            var paused = quota.pausedFor();
            if (paused.isPositive()) {
                return Mono.error(RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED,
                        "the register asked to be left alone", paused));
            }
            return turn(quota, context.<Tickets>getOrEmpty(Tickets.class).orElse(Tickets.NONE))
                    .flatMap(wait -> wait.isZero() ? request : Mono.delay(wait).then(request))
                    .onErrorResume(RegisterFailure.class, failure -> this.<T>pausing(quota, failure));
        });
    }

    /** A request beyond those reserved, such as a login, takes a moment of its own. */
    private Mono<Duration> turn(Quota quota, Tickets tickets) {
        var wait = tickets.next(clock.instant());
        return wait != null
                ? Mono.just(wait)
                : quota.reserve(1, Priority.INTERACTIVE).map(extra -> {
                    var turn = extra.next(clock.instant());
                    return turn == null ? Duration.ZERO : turn;
                });
    }

    /** As seen so far, with what is left of the shared quota; or NOT_CONFIGURED for the reason given. */
    public Mono<RegisterState> state(@Nullable String missing) {
        if (missing != null) {
            return Mono.just(state(RegisterState.Condition.NOT_CONFIGURED, missing, null, List.of()));
        }
        return Flux.fromIterable(quotas).concatMap(Quota::left).concatMapIterable(left -> left).collectList()
                .onErrorReturn(List.of())
                .map(this::state);
    }

    private RegisterState state(List<Quota.Left> left) {
        var failure = lastFailure.get();
        var answered = lastAnswerAt.get();
        var failing = failure != null && (answered == null || failure.at().isAfter(answered));
        var reason = failing && failure != null ? failure.reason().name() : null;
        var paused = quotas.stream().map(Quota::pausedFor).max(Duration::compareTo).orElse(Duration.ZERO);
        if (paused.isPositive()) {
            return state(RegisterState.Condition.LIMITED, "LIMITED", clock.instant().plus(paused), left);
        }
        if (left.stream().anyMatch(limit -> limit.left() == 0 && limit.per().compareTo(protection.quotaWait()) > 0)) {
            return state(RegisterState.Condition.LIMITED, "LIMITED", null, left);
        }
        return switch (circuitBreaker.getState()) {
            case OPEN, FORCED_OPEN -> state(RegisterState.Condition.UNAVAILABLE, reason, retryAt(failure), left);
            default -> state(failing ? RegisterState.Condition.DEGRADED : RegisterState.Condition.AVAILABLE, reason,
                    null, left);
        };
    }

    /** The register itself says that its limit is reached: going on asking would only lengthen the block. */
    private <T> Mono<T> pausing(Quota quota, RegisterFailure failure) {
        if (failure.reason() != RegisterFailure.Reason.LIMITED || !failure.saidByRegister()) {
            return Mono.error(failure);
        }
        var longest = environment == Environment.SANDBOX ? LONGEST_IN_SANDBOX : FOREVER;
        return quota.pause(failure.retryAfter(), longest)
                .flatMap(pause -> Mono.error(RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED,
                        "the register's own limit is reached", pause)));
    }

    private RegisterState state(
            RegisterState.Condition condition,
            @Nullable String reason,
            @Nullable Instant retryAt,
            List<Quota.Left> left) {
        var failure = lastFailure.get();
        return new RegisterState(register, environment, condition, reason, retryAt, lastAnswerAt.get(),
                failure == null ? null : failure.at(), left);
    }

    private @Nullable Instant retryAt(@Nullable Failed failure) {
        return failure == null ? null : failure.at().plus(protection.openFor());
    }

    private Throwable asFailure(Throwable error) {
        return switch (error) {
            case RegisterFailure failure -> failure;
            case TimeoutException _,ReadTimeoutException _ ->
                    RegisterFailure.of(RegisterFailure.Reason.TIMED_OUT, "no answer in time", error);
            case CallNotPermittedException _ -> RegisterFailure.retryLater(RegisterFailure.Reason.CIRCUIT_OPEN,
                    "failed too often just now", protection.openFor());
            case BulkheadFullException _ -> RegisterFailure.retryLater(RegisterFailure.Reason.BUSY,
                    "too many questions at once", Duration.ofSeconds(1));
            case WebClientRequestException e when e.getCause() instanceof ReadTimeoutException ->
                    RegisterFailure.of(RegisterFailure.Reason.TIMED_OUT, "no answer in time", e);
            case IOException e -> unreachable(e);
            case WebClientException e -> unreachable(e);
            default -> RegisterFailure.of(RegisterFailure.Reason.BROKEN_ANSWER, error.getClass().getSimpleName(),
                    error);
        };
    }

    private void succeeded(Object answer, Timer.Sample timing) {
        lastAnswerAt.set(clock.instant());
        timing.stop(timer(answer instanceof Reply reply ? reply.outcome().name() : Outcome.FOUND.name()));
    }

    private void failed(RegisterFailure failure, Timer.Sample timing) {
        var now = clock.instant();
        if (failure.reason() != RegisterFailure.Reason.INVALID_QUESTION
                && failure.reason() != RegisterFailure.Reason.CIRCUIT_OPEN) {
            lastFailure.set(new Failed(failure.reason(), now));
        }
        timing.stop(timer(failure.reason().name()));
    }

    private Timer timer(String outcome) {
        return Timer.builder("kartoteka.register.questions")
                .description("Questions to a register by what they came to")
                .tag("register", register.name())
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters);
    }

    private void measure(Quota quota) {
        for (var limit : quota.limits()) {
            Gauge.builder("kartoteka.register.quota.left", quota, it -> it.lastSeenLeft(limit))
                    .description("Requests left within a published limit")
                    .tag("register", register.name())
                    .tag("quota", quota.name())
                    .tag("limit", limit.permits() + "/" + limit.per())
                    .tag("hours", limit.from() == null ? "all" : limit.from() + "-" + limit.until())
                    .strongReference(true)
                    .register(meters);
        }
    }

    private static RegisterFailure unreachable(Throwable cause) {
        return RegisterFailure.of(RegisterFailure.Reason.UNREACHABLE, "no connection, or it was cut", cause);
    }

    private record Failed(RegisterFailure.Reason reason, Instant at) {}
}
