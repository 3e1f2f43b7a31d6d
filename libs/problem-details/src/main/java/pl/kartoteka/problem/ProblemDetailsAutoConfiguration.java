package pl.kartoteka.problem;

import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.i18n.LocaleContextResolver;
import tools.jackson.databind.json.JsonMapper;

/** Every web application that has this library on its classpath refuses in one voice. */
@AutoConfiguration(after = {JacksonAutoConfiguration.class,
    ValidationAutoConfiguration.class}, before = {ErrorWebFluxAutoConfiguration.class,
        WebFluxAutoConfiguration.class})
public class ProblemDetailsAutoConfiguration {
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

    /** A controller that words a refusal itself asks for a {@code Locale} and gets the one of all other refusals. */
    @Bean(WebHttpHandlerBuilder.LOCALE_CONTEXT_RESOLVER_BEAN_NAME)
    LocaleContextResolver spokenLanguage() {
        return new LocaleContextResolver() {
            @Override
            public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
                String asked = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
                return new SimpleLocaleContext(ProblemTexts.language(asked));
            }

            @Override
            public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
                throw new UnsupportedOperationException("the language is the caller's to choose");
            }
        };
    }

    @Bean
    StrictJson strictJson(JsonMapper mapper, Validator validator) {
        return new StrictJson(mapper, validator);
    }

    @Bean
    WebFluxConfigurer strictRequestBodies(JsonMapper mapper, StrictJson json,
            @Value("${kartoteka.largest-document:1MB}") DataSize largestDocument) {
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs().maxInMemorySize((int) largestDocument.toBytes());
                codecs.defaultCodecs().jacksonJsonDecoder(new StrictJsonDecoder(mapper, json));
            }
        };
    }
}
