package pl.kartoteka.gateway.route;

import java.time.Duration;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Time limit and circuit breaker of the service a route leads to. */
@Component
final class ServiceGuard implements GlobalFilter, Ordered {
    private final Services services;
    private final Breakers breakers;

    ServiceGuard(Services services, Breakers breakers) {
        this.services = services;
        this.breakers = breakers;
    }

    /** Inside the filter that writes the answer (-1): the limit ends where the answer begins, so that streams may go on. */
    @Override
    public int getOrder() {
        return 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        String service = String.valueOf(route.getMetadata().get("service"));
        Duration limit = services.named(service).timeLimit();
        boolean streaming = Boolean.parseBoolean(String.valueOf(route.getMetadata().get("streaming")));
        if (Upload.isIn(exchange.getRequest())) {
            return breakers.guard(service, service, sent(exchange, chain, limit, streaming));
        }
        Mono<Void> answer = chain.filter(exchange);
        return breakers.guard(service, service, streaming ? answer : answer.timeout(limit));
    }

    /** The limit begins anew with every piece of the body, and with the last one for the service alone. */
    private static Mono<Void> sent(ServerWebExchange exchange, GatewayFilterChain chain, Duration limit,
            boolean streaming) {
        return Mono.defer(() -> {
            Upload upload = new Upload(exchange.getRequest());
            return chain.filter(exchange.mutate().request(upload).build())
                    .timeout(streaming ? upload.silenceOfCaller(limit) : upload.silence(limit))
                    .onErrorMap(upload::blame);
        });
    }
}
