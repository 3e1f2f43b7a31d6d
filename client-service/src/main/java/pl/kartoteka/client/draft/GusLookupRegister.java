package pl.kartoteka.client.draft;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import pl.kartoteka.client.draft.RegisterEntry.Company;
import pl.kartoteka.client.draft.RegisterEntry.FieldProvenance;
import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.http.ServiceCalls;
import reactor.core.publisher.Mono;

/** The registers by way of gus-lookup-service. */
@Component
class GusLookupRegister implements BusinessRegister {
    private static final String NAME = "business-register";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final WebClient lookups;
    private final CircuitBreaker breaker;
    private final BusinessRegisterProperties properties;

    GusLookupRegister(ServiceCalls calls, BusinessRegisterProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.lookups = calls.to(properties.url(), properties.patience()).build();
        var breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .waitDurationInOpenState(properties.rest())
                // An answer that the registers are away is an answer: nobody is spared by not asking for it.
                .ignoreExceptions(RegisterUnavailable.class)
                .build());
        this.breaker = breakers.circuitBreaker(NAME);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    @Override
    public Mono<RegisterEntry> find(Nip nip) {
        return lookups.get()
                .uri("/api/v1/lookups/companies/{nip}", nip.digits())
                .exchangeToMono(this::read)
                .timeout(properties.patience())
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(CallNotPermittedException.class, _ -> new RegisterUnavailable(properties.rest()))
                .onErrorMap(GusLookupRegister::isAway, _ -> new RegisterUnavailable(SOON));
    }

    private Mono<RegisterEntry> read(ClientResponse response) {
        if (response.statusCode().value() == 503) {
            Duration wait = wait(response.headers().asHttpHeaders());
            return response.releaseBody().then(Mono.error(() -> new RegisterUnavailable(wait)));
        }
        if (!response.statusCode().is2xxSuccessful()) {
            return response.createError();
        }
        return response.bodyToMono(Reply.class).flatMap(GusLookupRegister::entry);
    }

    private static Mono<RegisterEntry> entry(Reply reply) {
        if (reply.outcome().equals("NOT_FOUND")) {
            return Mono.empty();
        }
        return reply.company() == null
                ? Mono.error(() -> new RegisterUnavailable(SOON))
                : Mono.just(withVatStatus(reply.registers(), new RegisterEntry(reply.company(),
                        reply.provenance() == null ? Map.of() : reply.provenance())));
    }

    /** Whom the white list does not know is no payer of VAT. */
    private static RegisterEntry withVatStatus(@Nullable List<Part> parts, RegisterEntry entry) {
        return (parts == null ? List.<Part>of() : parts).stream()
                .filter(part -> part.register().equals("WHITE_LIST") && "NOT_FOUND".equals(part.outcome()))
                .flatMap(part -> Stream.ofNullable(part.checkedAt())
                        .map(at -> new FieldProvenance(part.register(), at, "STALE".equals(part.freshness()))))
                .findFirst()
                .map(entry::withoutVat)
                .orElse(entry);
    }

    private static Duration wait(HttpHeaders headers) {
        String seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (seconds == null || !seconds.matches("\\d{1,9}")) {
            return SOON;
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(seconds));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof WebClientException
                || failure instanceof TimeoutException
                || failure instanceof OAuth2AuthorizationException;
    }

    private record Reply(String outcome, @Nullable Company company,
            @Nullable Map<String, FieldProvenance> provenance, @Nullable List<Part> registers) {}

    private record Part(String register, @Nullable String outcome, @Nullable Instant checkedAt,
            @Nullable String freshness) {}
}
