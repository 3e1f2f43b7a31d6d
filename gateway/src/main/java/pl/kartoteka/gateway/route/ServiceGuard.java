package pl.kartoteka.gateway.route;

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
        Mono<Void> answer = chain.filter(exchange);
        boolean streaming = Boolean.parseBoolean(String.valueOf(route.getMetadata().get("streaming")));
        return breakers.guard(service, service,
                streaming ? answer : answer.timeout(services.named(service).timeLimit()));
    }
}
