package pl.kartoteka.gus.register;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
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
import reactor.core.publisher.Mono;

/**
 * The ring around one register: time limit, circuit breaker, retry of what may pass, bulkhead, quota. Everything that
 * goes wrong inside leaves it as a {@link RegisterFailure}, so that no error can be taken for an answer.
 */
public final class RegisterGuard {
    /** A simulator blocks nobody: its limit is set and lifted by hand. */
    private static final Duration LONGEST_IN_SANDBOX = Duration.ofSeconds(2);

    private final Register register;
    private final Environment environment;
    private final Protection protection;
    private final List<Quota> quotas;
    private final MeterRegistry meters;
    private final Clock clock;
    private final TimeLimiter timeLimiter;
    private final CircuitBreaker circuitBreaker;
    private final Retry retry;
    private final Bulkhead bulkhead;
    private final AtomicReference<@Nullable Instant> pausedUntil = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> lastAnswerAt = new AtomicReference<>();
    private final AtomicReference<@Nullable Failed> lastFailure = new AtomicReference<>();

    public RegisterGuard(
            Register register,
            Environment environment,
            Protection protection,
            List<Quota> quotas,
            MeterRegistry meters,
            Clock clock) {
        this.register = register;
        this.environment = environment;
        this.protection = protection;
        this.quotas = List.copyOf(quotas);
        this.meters = meters;
        this.clock = clock;
        this.timeLimiter = TimeLimiter.of(TimeLimiterConfig.custom().timeoutDuration(protection.patience()).build());
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
        quotas.forEach(this::measure);
    }

    /** One question with all its requests. */
    public Mono<Reply> protect(Mono<Reply> asking) {
        return Mono.defer(() -> {
            var timing = Timer.start(meters);
            return Mono.defer(() -> inTime(asking))
                    .transformDeferred(CircuitBreakerOperator.of(circuitBreaker))
                    .transformDeferred(RetryOperator.of(retry))
                    .transformDeferred(BulkheadOperator.of(bulkhead))
                    .onErrorMap(this::asFailure)
                    .doOnNext(reply -> succeeded(reply, timing))
                    .doOnError(RegisterFailure.class, failure -> failed(failure, timing));
        });
    }

    /** One attempt, given up when patience ends. Whose fault that is depends on who let it wait. */
    private Mono<Reply> inTime(Mono<Reply> asking) {
        var waited = new Waited();
        return asking.switchIfEmpty(Mono.error(() -> RegisterFailure.broken("nothing came back")))
                .onErrorMap(this::asFailure)
                .contextWrite(context -> context.put(Waited.class, waited))
                .transformDeferred(TimeLimiterOperator.of(timeLimiter))
                .onErrorMap(TimeoutException.class, timeout -> waited.leavesLessThan(protection.requestTimeout(),
                        protection.patience()) ? queuedTooLong() : timeout)
                .onErrorMap(this::asFailure);
    }

    /** One HTTP request and the reading of its answer, when the quota and the register allow it. */
    public <T> Mono<T> permitted(Quota quota, Mono<T> request) {
        return Mono.deferContextual(context -> {
            var paused = pausedUntil.get();
            var now = clock.instant();
            if (paused != null && now.isBefore(paused)) {
                return Mono.error(RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED,
                        "the register asked to be left alone", Duration.between(now, paused)));
            }
            var wait = quota.reserve();
            var asked = request.onErrorMap(RegisterFailure.class, this::pausing);
            context.<Waited>getOrEmpty(Waited.class).ifPresent(waited -> waited.add(wait));
            return wait.isZero() ? asked : Mono.delay(wait).then(asked);
        });
    }

    /** As seen so far, or NOT_CONFIGURED for the reason given. */
    public RegisterState state(@Nullable String missing) {
        if (missing != null) {
            return state(RegisterState.Condition.NOT_CONFIGURED, missing, null, List.of());
        }
        var now = clock.instant();
        var paused = pausedUntil.get();
        var failure = lastFailure.get();
        var answered = lastAnswerAt.get();
        var left = quotas.stream().flatMap(quota -> quota.left().stream()).toList();
        var failing = failure != null && (answered == null || failure.at().isAfter(answered));
        var reason = failing && failure != null ? failure.reason().name() : null;
        if (paused != null && now.isBefore(paused)) {
            return state(RegisterState.Condition.LIMITED, "LIMITED", paused, left);
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
    private RegisterFailure pausing(RegisterFailure failure) {
        if (failure.reason() != RegisterFailure.Reason.LIMITED) {
            return failure;
        }
        var asked = failure.retryAfter();
        var said = asked == null ? protection.pause() : asked;
        var pause = environment == Environment.SANDBOX && said.compareTo(LONGEST_IN_SANDBOX) > 0
                ? LONGEST_IN_SANDBOX
                : said;
        pausedUntil.set(clock.instant().plus(pause));
        return RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED, "the register's own limit is reached", pause);
    }

    /** Our own queue took the time: the register did not even get what one request may take. */
    private RegisterFailure queuedTooLong() {
        return RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED, "too many questions for the quota",
                protection.quotaWait());
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

    private void succeeded(Reply reply, Timer.Sample timing) {
        lastAnswerAt.set(clock.instant());
        timing.stop(timer(reply.outcome().name()));
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
            Gauge.builder("kartoteka.register.quota.left", quota, it -> it.left(limit))
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

    /** How long one attempt stood in the queue of our own quota. */
    private static final class Waited {
        private final AtomicLong nanos = new AtomicLong();

        void add(Duration wait) {
            nanos.addAndGet(wait.toNanos());
        }

        boolean leavesLessThan(Duration needed, Duration patience) {
            return patience.minusNanos(nanos.get()).compareTo(needed) < 0;
        }
    }

    private record Failed(RegisterFailure.Reason reason, Instant at) {}
}
