package pl.kartoteka.http;

import java.time.Clock;
import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import pl.kartoteka.problem.ProblemDetailsAutoConfiguration;
import pl.kartoteka.problem.ProblemTranslator;
import pl.kartoteka.problem.StrictJson;
import tools.jackson.databind.json.JsonMapper;

/** What a service gets from this library without asking. */
@AutoConfiguration(after = {ProblemDetailsAutoConfiguration.class, R2dbcAutoConfiguration.class,
    WebClientAutoConfiguration.class,
    ReactiveOAuth2ClientAutoConfiguration.class}, afterName = {
        "org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration",
        "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"})
@EnableScheduling
public class HttpServiceAutoConfiguration {
    /** PostgreSQL keeps microseconds; an instant with more would read back as another. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    @Bean
    PathlessObservations pathlessObservations() {
        return new PathlessObservations();
    }

    @Bean
    ProblemTranslator storageProblems() {
        return new StorageProblems();
    }

    @Bean
    MergePatch mergePatch(JsonMapper mapper, StrictJson json) {
        return new MergePatch(mapper, json);
    }

    @Bean
    @ConditionalOnBean(DatabaseClient.class)
    IdempotencyKeys idempotencyKeys(DatabaseClient database, ReactiveTransactionManager transactions) {
        return new IdempotencyKeys(database, TransactionalOperator.create(transactions));
    }

    @Bean
    @ConditionalOnBean(IdempotencyKeys.class)
    IdempotencyFilter idempotencyFilter(IdempotencyKeys keys, ReactiveTransactionManager transactions,
            ServerCodecConfigurer codecs, Repeats repeats,
            @Value("${kartoteka.largest-document:1MB}") DataSize largestDocument) {
        return new IdempotencyFilter(keys, TransactionalOperator.create(transactions), codecs, repeats,
                largestDocument);
    }

    @Bean
    @ConditionalOnMissingBean
    Repeats repeats() {
        return Repeats.rules();
    }

    @Bean
    @ConditionalOnBean(ReactiveClientRegistrationRepository.class)
    ServiceCalls serviceCalls(
            WebClient.Builder prototype,
            ReactiveClientRegistrationRepository registrations,
            ReactiveOAuth2AuthorizedClientService tokens) {
        return new ServiceCalls(prototype, registrations, tokens);
    }
}
