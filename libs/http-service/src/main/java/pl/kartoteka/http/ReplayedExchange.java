package pl.kartoteka.http;

import java.util.Map;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The request once more, from the body that was kept, parts of forms included; the answer is recorded. */
final class ReplayedExchange extends ServerWebExchangeDecorator {
    private static final ResolvableType PARTS = ResolvableType.forClassWithGenerics(
            MultiValueMap.class, String.class, Part.class);

    private final ServerHttpRequest request;
    private final ServerHttpResponse response;
    private final Mono<MultiValueMap<String, Part>> parts;
    private volatile boolean partsRead;

    ReplayedExchange(ServerWebExchange original, ReplayableBody body, ServerHttpResponse response,
            ServerCodecConfigurer codecs) {
        super(original);
        this.request = new ServerHttpRequestDecorator(original.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.content(original.getResponse().bufferFactory());
            }
        };
        this.response = response;
        this.parts = Mono.defer(() -> {
            partsRead = true;
            return read(codecs);
        }).cache();
    }

    @Override
    public ServerHttpRequest getRequest() {
        return request;
    }

    @Override
    public ServerHttpResponse getResponse() {
        return response;
    }

    @Override
    public Mono<MultiValueMap<String, Part>> getMultipartData() {
        return parts;
    }

    /** Large parts are kept in files while the request is handled. */
    Mono<Void> forgetParts() {
        return partsRead
                ? parts.onErrorComplete()
                        .flatMapIterable(MultiValueMap::values)
                        .flatMapIterable(same -> same)
                        .concatMap(part -> part.delete().onErrorComplete())
                        .then()
                : Mono.empty();
    }

    @SuppressWarnings("unchecked") // the reader says that it reads them
    private Mono<MultiValueMap<String, Part>> read(ServerCodecConfigurer codecs) {
        MediaType type = request.getHeaders().getContentType();
        return codecs.getReaders().stream()
                .filter(reader -> type != null && reader.canRead(PARTS, type))
                .findFirst()
                .map(reader -> ((HttpMessageReader<MultiValueMap<String, Part>>) reader)
                        .readMono(PARTS, request, Map.of()))
                .orElse(Mono.empty())
                .defaultIfEmpty(CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>()));
    }
}
