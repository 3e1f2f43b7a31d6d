package pl.kartoteka.http;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Holds an answer back until the transaction it speaks of is committed. */
final class RecordedResponse extends ServerHttpResponseDecorator {
    /** Twice what the largest batch is answered. */
    static final int LARGEST = 8 * 1024 * 1024;

    private volatile byte[] body = new byte[0];
    private volatile boolean written;

    RecordedResponse(ServerHttpResponse response) {
        super(response);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
        return DataBufferUtils.join(content, LARGEST)
                .onErrorMap(DataBufferLimitException.class, _ -> new AnswerTooLarge())
                .doOnNext(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    body = bytes;
                })
                .then(Mono.fromRunnable(() -> written = true));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> content) {
        return writeWith(Flux.from(content).concatMap(part -> part));
    }

    @Override
    public Mono<Void> setComplete() {
        return Mono.fromRunnable(() -> written = true);
    }

    @Override
    public boolean isCommitted() {
        return written || super.isCommitted();
    }

    int status() {
        HttpStatusCode status = getStatusCode();
        return status != null ? status.value() : 200;
    }

    byte[] body() {
        return body;
    }

    Mono<Void> send() {
        ServerHttpResponse response = getDelegate();
        return body.length == 0
                ? response.setComplete()
                : response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
