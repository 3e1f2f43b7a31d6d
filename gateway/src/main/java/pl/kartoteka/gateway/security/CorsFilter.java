package pl.kartoteka.gateway.security;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pl.kartoteka.problem.ProblemHandler;
import reactor.core.publisher.Mono;

/** Lets in pages of the configured origins. Spring's own filter refuses the others with a bare status; here it is a problem. */
final class CorsFilter implements WebFilter {
    private final CorsConfigurationSource origins;
    private final ProblemHandler problems;
    private final Verdict verdict = new Verdict();

    CorsFilter(CorsConfigurationSource origins, ProblemHandler problems) {
        this.origins = origins;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        CorsConfiguration configuration = origins.getCorsConfiguration(exchange);
        if (!verdict.process(configuration, exchange)) {
            return problems.handle(exchange, new OriginNotAllowed());
        }
        // A page's question in advance is answered by the headers that are set by now.
        return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : chain.filter(exchange);
    }

    private static final class Verdict extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // Said by the problem.
        }
    }
}
