package pl.kartoteka.gateway.limit;

import java.util.concurrent.TimeoutException;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pl.kartoteka.problem.RequestBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is sent without a token is taken in whole before a service is asked: who sends slowly, or never, keeps no connection to a
 * service from the others. These are forms and reports, and small.
 */
@Component
final class OpenBodies implements WebFilter, Ordered {
    private static final int MOST = 256 * 1024;

    private final Limits limits;

    OpenBodies(Limits limits) {
        this.limits = limits;
    }

    /** After {@link BodyLimit}. */
    @Override
    public int getOrder() {
        return 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!CallerLimits.PUBLIC.matches(request.getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        DataBufferFactory buffers = exchange.getResponse().bufferFactory();
        return RequestBody.read(request.getBody(), MOST)
                .timeout(limits.openBodyTime())
                .onErrorMap(TimeoutException.class, _ -> new BodyNotReceived())
                .flatMap(body -> chain.filter(exchange.mutate().request(taken(request, body, buffers)).build()));
    }

    private static ServerHttpRequest taken(ServerHttpRequest request, byte[] body, DataBufferFactory buffers) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.length == 0 ? Flux.empty() : Flux.defer(() -> Flux.just(buffers.wrap(body)));
            }
        };
    }
}
