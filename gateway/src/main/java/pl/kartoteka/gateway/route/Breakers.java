package pl.kartoteka.gateway.route;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import pl.kartoteka.gateway.limit.BodyNotReceived;
import reactor.core.publisher.Mono;

/**
 * A circuit breaker for each thing that may be away. It opens on services that cannot be reached or do not answer in time;
 * an error a service answers with is an answer.
 */
@Component
public final class Breakers {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(PAUSE)
            .permittedNumberOfCallsInHalfOpenState(3)
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .recordException(Breakers::isAbsence)
            .ignoreExceptions(BodyNotReceived.class)
            .build());

    Breakers(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    /** The call, guarded; that the service is away is told as a {@link ServiceUnavailable} or a {@link ServiceTimedOut}. */
    public <T> Mono<T> guard(String name, String service, Mono<T> call) {
        CircuitBreaker breaker = breakers.circuitBreaker(name);
        return call.transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(CallNotPermittedException.class, _ -> new ServiceUnavailable(service, PAUSE))
                .onErrorMap(TimeoutException.class, _ -> new ServiceTimedOut(service))
                .onErrorMap(Breakers::isAbsence, _ -> new ServiceUnavailable(service, SHORTLY));
    }

    private static boolean isAbsence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
