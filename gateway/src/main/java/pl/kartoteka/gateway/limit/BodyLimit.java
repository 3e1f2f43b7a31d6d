package pl.kartoteka.gateway.limit;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pl.kartoteka.problem.RequestBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses bodies that are too large: by what they say of themselves, and where they say nothing, by counting. */
@Component
final class BodyLimit implements WebFilter, Ordered {
    private final long most;

    BodyLimit(Limits limits) {
        most = limits.body().toBytes();
    }

    /** After security. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getHeaders().getContentLength() > most) {
            return Mono.error(new BodyTooLarge());
        }
        return request.getHeaders().getContentLength() >= 0
                ? chain.filter(exchange)
                : chain.filter(exchange.mutate().request(counted(request)).build());
    }

    private ServerHttpRequest counted(ServerHttpRequest request) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return RequestBody.limited(super.getBody(), most);
            }
        };
    }
}
