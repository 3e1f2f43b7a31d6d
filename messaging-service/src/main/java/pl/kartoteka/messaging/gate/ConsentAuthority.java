package pl.kartoteka.messaging.gate;

import java.util.List;
import java.util.UUID;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import pl.kartoteka.http.ServiceCalls;
import pl.kartoteka.messaging.recipient.Channel;
import reactor.core.publisher.Mono;

/** consent-service, asked over HTTP with this service's own credentials. */
@Component
class ConsentAuthority {
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    private final WebClient consents;
    private final GateProperties properties;
    private final CircuitBreaker circuit;
    private final MeterRegistry meters;

    ConsentAuthority(ServiceCalls calls, GateProperties properties, MeterRegistry meters) {
        this.consents = calls.to(properties.url(), properties.patience())
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
        this.properties = properties;
        this.circuit = CircuitBreaker.of("consent-service", CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .waitDurationInOpenState(properties.openFor())
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(2)
                .ignoreExceptions(UnknownPurpose.class)
                .build());
        this.meters = meters;
    }

    boolean isAnswering() {
        return circuit.getState() != CircuitBreaker.State.OPEN;
    }

    /** @param links whether the messages go out on the answer, and carry the links it gives */
    Mono<Decisions> decide(String purpose, Channel channel, List<UUID> clientIds, boolean links) {
        return Mono.defer(() -> {
            Timer.Sample started = Timer.start(meters);
            return ask(new Question(purpose, channel, clientIds, links))
                    .doOnTerminate(() -> started.stop(duration()));
        }).transformDeferred(CircuitBreakerOperator.of(circuit));
    }

    private Mono<Decisions> ask(Question question) {
        return consents.post()
                .uri("/api/v1/consent-decisions")
                .bodyValue(question)
                .retrieve()
                .bodyToMono(Decisions.class)
                // The token has a time limit of its own; both together are still one wait.
                .timeout(properties.patience().multipliedBy(2))
                .onErrorMap(WebClientResponseException.NotFound.class, notFound -> meaning(notFound, question));
    }

    /** An address that is not served is a fault of ours; a purpose that is not found is an answer. */
    private static Throwable meaning(WebClientResponseException.NotFound notFound, Question question) {
        String type = type(notFound);
        return "urn:kartoteka:problem:purpose-not-found".equals(type)
                ? new UnknownPurpose(question.purpose())
                : notFound;
    }

    private static @Nullable String type(WebClientResponseException.NotFound notFound) {
        try {
            ProblemType problem = notFound.getResponseBodyAs(ProblemType.class);
            return problem == null ? null : problem.type();
        } catch (RuntimeException _) {
            return null;
        }
    }

    private Timer duration() {
        return Timer.builder("kartoteka.messages.decision")
                .description("From the question to the answer of consent-service")
                .publishPercentileHistogram()
                .register(meters);
    }

    private record Question(String purpose, Channel channel, List<UUID> clientIds, boolean links) {}

    private record ProblemType(@Nullable String type) {}
}
