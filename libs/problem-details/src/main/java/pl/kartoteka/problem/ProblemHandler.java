package pl.kartoteka.problem;

import java.util.Locale;
import java.util.Optional;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where a failure becomes HTTP: of controllers, filters, routes and security alike. */
public final class ProblemHandler implements ErrorWebExceptionHandler, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final Problems problems;
    private final JsonMapper json;

    public ProblemHandler(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** Before the handlers of Spring Boot and Spring, which would answer in shapes of their own. */
    @Override
    public int getOrder() {
        return -2;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        DomainProblem problem = problems.of(failure);
        Locale language = ProblemTexts
                .language(exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE));
        Optional<ServerRequestObservationContext> observed = ServerRequestObservationContext
                .findCurrent(exchange.getAttributes());
        String traceId = observed.map(ProblemHandler::traceId).orElse(null);
        if (problem.kind() == DomainProblem.Kind.UNEXPECTED) {
            observed.ifPresent(context -> context.setError(failure));
            LOG.error("{} {} failed unexpectedly, trace {}", exchange.getRequest().getMethod(), pattern(exchange),
                    traceId,
                    failure);
        }
        ProblemDocument document = problems.document(problem, language)
                .about(exchange.getRequest().getPath().value(), traceId);

        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.ETAG);
        headers.remove(HttpHeaders.LOCATION);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        if (failure instanceof ErrorResponse ours) {
            headers.putAll(ours.getHeaders());
        }
        if (problem.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(language);
        headers.setCacheControl("no-store");
        response.setStatusCode(HttpStatusCode.valueOf(document.status()));
        DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(document));
        if (problem.kind() == DomainProblem.Kind.INCOMPLETE) {
            // What is still to come is waited for no longer.
            headers.setConnection("close");
            return response.writeWith(Mono.just(body));
        }
        return RequestBody.runOut(exchange.getRequest()).then(response.writeWith(Mono.just(body)));
    }

    /** The pattern and not the path: a path may name a person. */
    private static Object pattern(ServerWebExchange exchange) {
        Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern != null ? pattern : "(no route)";
    }

    private static @Nullable String traceId(ServerRequestObservationContext observed) {
        TracingContext tracing = observed.get(TracingContext.class);
        Span span = tracing != null ? tracing.getSpan() : null;
        return span != null ? span.context().traceId() : null;
    }
}
