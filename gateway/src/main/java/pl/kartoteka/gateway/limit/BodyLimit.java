package pl.kartoteka.gateway.limit;

import java.util.Set;

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
    /** Their services stream these to a file. */
    private static final Set<String> FILES = Set.of("/api/v1/client-imports");

    private final long most;
    private final long mostOfFile;

    BodyLimit(Limits limits) {
        most = limits.body().toBytes();
        mostOfFile = limits.file().toBytes();
    }

    /** After security. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long most = FILES.contains(request.getPath().value()) ? mostOfFile : this.most;
        if (request.getHeaders().getContentLength() > most) {
            return Mono.error(new BodyTooLarge());
        }
        return request.getHeaders().getContentLength() >= 0
                ? chain.filter(exchange)
                : chain.filter(exchange.mutate().request(counted(request, most)).build());
    }

    private ServerHttpRequest counted(ServerHttpRequest request, long most) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return RequestBody.limited(super.getBody(), most);
            }
        };
    }
}
