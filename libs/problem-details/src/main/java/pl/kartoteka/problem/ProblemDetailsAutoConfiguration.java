package pl.kartoteka.problem;

import jakarta.validation.Validator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Every web application that has this library on its classpath refuses in one voice. */
@AutoConfiguration(after = {JacksonAutoConfiguration.class,
    ValidationAutoConfiguration.class}, before = ErrorWebFluxAutoConfiguration.class)
public class ProblemDetailsAutoConfiguration {
    /** A JSON document of a caller; files come another way. */
    private static final int MAX_BODY = 1024 * 1024;

    @Bean
    ProblemTexts problemTexts() {
        return ProblemTexts.fromClasspath();
    }

    @Bean
    @Order
    ProblemTranslator webProblems() {
        return new WebProblems();
    }

    @Bean
    Problems problems(ProblemTexts texts, ObjectProvider<ProblemTranslator> translators) {
        return new Problems(texts, translators.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    ProblemHandler problemHandler(Problems problems, JsonMapper json) {
        return new ProblemHandler(problems, json);
    }

    @Bean
    TokenProblems tokenProblems(ProblemHandler handler) {
        return new TokenProblems(handler);
    }

    /** What the firewall of Spring Security turns away, such as a path that climbs out of itself. */
    @Bean
    ServerExchangeRejectedHandler rejectedRequests(ProblemHandler handler) {
        return (exchange, _) -> handler.handle(exchange, new Problem(DomainProblem.Kind.INVALID, "bad-request"));
    }

    @Bean
    StrictJson strictJson(JsonMapper mapper, Validator validator) {
        return new StrictJson(mapper, validator);
    }

    @Bean
    WebFluxConfigurer strictRequestBodies(JsonMapper mapper, StrictJson json) {
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs().maxInMemorySize(MAX_BODY);
                codecs.defaultCodecs().jacksonJsonDecoder(new StrictJsonDecoder(mapper, json));
            }
        };
    }
}
