package pl.kartoteka.gateway.route;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import pl.kartoteka.gateway.limit.BodyNotReceived;
import pl.kartoteka.problem.DomainProblem;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** A request whose body is on its way to a service. While it comes in it is the caller who is waited for, not the service. */
final class Upload extends ServerHttpRequestDecorator {
    /** Pieces the service would take and the caller has not sent. */
    private final AtomicLong wanted = new AtomicLong();
    private volatile boolean through;
    private volatile long lastPiece = System.nanoTime();
    private volatile @Nullable Throwable failure;

    Upload(ServerHttpRequest request) {
        super(request);
    }

    static boolean isIn(ServerHttpRequest request) {
        return request.getHeaders().getContentLength() > 0
                || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return super.getBody()
                .doOnRequest(pieces -> wanted.accumulateAndGet(pieces, Operators::addCap))
                .doOnNext(_ -> {
                    wanted.decrementAndGet();
                    lastPiece = System.nanoTime();
                })
                .doOnError(broken -> failure = broken)
                .doOnTerminate(() -> {
                    lastPiece = System.nanoTime();
                    through = true;
                });
    }

    /** As {@link #silence}, where the answer may take as long as it will. */
    Mono<Void> silenceOfCaller(Duration limit) {
        return silence(limit).then(Mono.defer(() -> through ? Mono.never() : Mono.empty()));
    }

    /** Ends when there was nothing for that long: of the body, and after it of the answer. */
    Mono<Void> silence(Duration limit) {
        return Mono.defer(() -> {
            Duration left = limit.minusNanos(System.nanoTime() - lastPiece);
            return left.isPositive() ? Mono.delay(left).then(silence(limit)) : Mono.empty();
        });
    }

    /** The failure, unless it is the caller's. */
    Throwable blame(Throwable seen) {
        Throwable own = failure;
        if (own instanceof DomainProblem || own instanceof DataBufferLimitException) {
            return own;
        }
        boolean stalled = seen instanceof TimeoutException && !through && wanted.get() > 0;
        return own != null || stalled ? new BodyNotReceived() : seen;
    }
}
